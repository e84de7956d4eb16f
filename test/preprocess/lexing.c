/* Spliced lines, comments, digraphs, numbers and literals. */
int a\
b = 1; /* comment \
   * / goes on */ int c;
// line comment \
   goes on
ch\
ar *s = "spl\
iced" "a\"b" 'c' '\'' L"wide" u8"u" U'x';
%:define DI <: :> <% %>
DI
x+++++y a---b a->b a<<=b a>>=b a...b a..b .5 1.e+5 0x1p-3 1..2 0xe+1 1_000 $dollar dollar$
/**/ # /**/ define /* c */ SPACED /* d */ 1 /* e */
SPACED
#define NO_ARGS(a) a
#define LONG(a, \
             b) a \
  b
LONG(1,
     2)
"//" "/*" '/*' // "
a/**/b a/ /b
é naïve µ
#
??= not a trigraph
\
  indented
