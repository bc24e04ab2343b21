; a[1:] of a uint8 array: a view of the argument, whose first element becomes 9.
define i32 @jaculus_entry(ptr %args, ptr %results, ptr %env) {
  %owner = load i64, ptr %args
  %p1 = getelementptr i64, ptr %args, i64 1
  %data = load ptr, ptr %p1
  %p2 = getelementptr i64, ptr %args, i64 2
  %n = load i64, ptr %p2
  store i8 9, ptr %data
  %second = getelementptr i8, ptr %data, i64 1
  %m = sub i64 %n, 1
  store i64 %owner, ptr %results
  %r1 = getelementptr i64, ptr %results, i64 1
  store ptr %second, ptr %r1
  %r2 = getelementptr i64, ptr %results, i64 2
  store i64 %m, ptr %r2
  %r3 = getelementptr i64, ptr %results, i64 3
  store i64 1, ptr %r3
  ret i32 0
}
