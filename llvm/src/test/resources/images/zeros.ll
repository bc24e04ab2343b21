; 256 MiB of zeros: they take no room in the file. The alignment is larger than a page.
; call: 1000000 77 -> 77
@buffer = internal global [33554432 x i64] zeroinitializer, align 8192

define i32 @jaculus_entry(ptr %args, ptr %results, ptr %env) {
  %i = load i64, ptr %args
  %second = getelementptr i64, ptr %args, i64 1
  %x = load i64, ptr %second
  %p = getelementptr [33554432 x i64], ptr @buffer, i64 0, i64 %i
  store volatile i64 %x, ptr %p
  %y = load volatile i64, ptr %p
  %start = ptrtoint ptr @buffer to i64
  %rest = and i64 %start, 8191
  %z = add i64 %y, %rest
  store i64 %z, ptr %results
  ret i32 0
}
