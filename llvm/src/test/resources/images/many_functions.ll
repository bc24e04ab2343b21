; Calls among functions of one module, some of them with names that others could see; recursion.
; call: 10 -> 55
; call: 20 -> 6765
define i64 @fibonacci(i64 %n) noinline {
  %small = icmp slt i64 %n, 2
  br i1 %small, label %base, label %step
base:
  ret i64 %n
step:
  %a = call i64 @before(i64 %n, i64 1)
  %b = call i64 @before(i64 %n, i64 2)
  %c = add i64 %a, %b
  ret i64 %c
}

define internal i64 @before(i64 %n, i64 %k) noinline {
  %m = sub i64 %n, %k
  %r = call i64 @fibonacci(i64 %m)
  ret i64 %r
}

define i32 @jaculus_entry(ptr %args, ptr %results, ptr %env) {
  %n = load i64, ptr %args
  %r = call i64 @fibonacci(i64 %n)
  store i64 %r, ptr %results
  ret i32 0
}
