; A constant table of functions: addresses in data that the loader finishes; and one of another library's functions.
; call: 0 10 -> 11
; call: 1 10 -> 20
; call: 2 10 -> 100
; call: 3 -10 -> 10
@table = internal constant [4 x ptr] [ptr @increment, ptr @double, ptr @square, ptr @llabs]

define internal i64 @increment(i64 %x) noinline {
  %y = add i64 %x, 1
  ret i64 %y
}

define internal i64 @double(i64 %x) noinline {
  %y = shl i64 %x, 1
  ret i64 %y
}

define i64 @square(i64 %x) noinline {
  %y = mul i64 %x, %x
  ret i64 %y
}

declare i64 @llabs(i64)

define i32 @jaculus_entry(ptr %args, ptr %results, ptr %env) {
  %i = load i64, ptr %args
  %second = getelementptr i64, ptr %args, i64 1
  %x = load i64, ptr %second
  %p = getelementptr [4 x ptr], ptr @table, i64 0, i64 %i
  %f = load volatile ptr, ptr %p
  %y = call i64 %f(i64 %x)
  store i64 %y, ptr %results
  ret i32 0
}
