int a;
/* this comment does not end // error
