/** IR texts that several tests share. */

/** A module with every kind of line and every form of instruction the text form has. */
export const EVERYTHING = `record 0 "in" 8
record 1 "out" 32 [0]
alias 1 "int"
alias 2 "any" [1 8 rest, 0 4 4]
asm "foo\\0abar"
type :pair {size=16, align=8} = l 0, d 8
type :either {size=8, align=8, union} = l 0, d 0
symbol $g {internal}
symbol $h {weak, thread, visibility=hidden, alias="g", used, pure, function}
data g {size=24, align=8} = w 1, b 2, z 3, "ab\\00", l $f+8, w $f@loop - @start-4
data $"odd name" {size=4, align=4, readonly, common, section=".x"} = w -5

func w f(w a, :pair p, ...) {noreturn, inline=always, section=".t"}
start:
    x =l alloc {size=4, align=4, name="x"}
    store w, a, x
    y =w load w x {volatile, alias=1}
    z =w load sb p {align=4}
    z2 =l load uw p {order=5}
    store b l, z2, x
    c =w cslt w y, 5
    br w c, loop, out {likely}
loop: {taken}
    i =w phi start: 0, loop: i2
    i2 =w add i, 1
    q =w call $f(w i2, :pair p, ..., d d_1.5, e e_-0x3p-1, s s_inf)
    call p(w 1, chain x) into :pair x {noproto, pure}
    late =l vaarg x
    vaarg :pair x, p
    f1 =d stof l late
    f2 =e fcvt d f1
    asm "nop", ["=r" uw l x {name="o", inout}], ["r" uw w i2], ["cc", "memory"] {volatile}
    g =l copy $g+8
    n =d neg d_-0
    lab =l copy @loop
    sel =l select c, g, 7
    switch w i2, out, [1: loop, -2: loop]
out:
    o =w cas w x, 1, undef {order=5}
    clear x {size=4, align=4}
    blit x, p {size=16, align=8, volatile}
    dyn =l alloca 8 {size=0, align=16}
    jmp gg
gg:
    asmgoto "jmp %l0", [], [], [] to done, ["foo" loop2]
loop2:
    goto $f, [done, loop2]
done:
    ret -1

func empty()
start:
    unreachable
`;

/** Calls, memory, a loop, a switch and formatted output. */
export const PROGRAM = `
data fmt {size=40, align=1, readonly} = "%d %s %.3f %ld %c|%5x|%-4d|\\0a\\00"
data word {size=4, align=1, readonly} = "abc\\00"
data total {size=8, align=8} = l 0
func w square(w x)
start:
    y =w mul x, x
    ret y
func w kind(w x)
start:
    switch w x, other, [0: zero, 1: one, 2: one, 1000000: big]
zero:
    ret 10
one:
    ret 11
big:
    ret 12
other:
    ret 13
func w main()
start:
    slot =l alloc {size=4, align=4}
    store w, 0, slot
    jmp loop
loop:
    i =w phi start: 0, loop: next
    s =w load w slot
    q =w call $square(w i)
    t =w add s, q
    store w, t, slot
    next =w add i, 1
    more =w cslt w next, 10
    br w more, loop, done
done:
    r =w load w slot
    a =w call $kind(w 0)
    b =w call $kind(w 2)
    c =w call $kind(w 1000000)
    d =w call $kind(w -1)
    u =w add a, b {nowrap}
    v =w add c, d
    k =w add u, v
    n =w call $printf(l $fmt, ..., w r, l $word, d d_2.5, l -1, w 65, w 255, w k)
    ret k
`;
