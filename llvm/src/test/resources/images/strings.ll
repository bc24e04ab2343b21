; Texts in mergeable sections, of one and of four bytes a character, compared by a function of the C library.
; call: 0 -> 5
; call: 6 -> 16
@hello = private unnamed_addr constant [6 x i8] c"hello\00"
@wide = private unnamed_addr constant [4 x i32] [i32 65, i32 66, i32 8364, i32 0]
declare i64 @strlen(ptr)
declare i64 @wcslen(ptr)

define i32 @jaculus_entry(ptr %args, ptr %results, ptr %env) {
  %x = load i64, ptr %args
  %i = and i64 %x, 1
  %zero = icmp eq i64 %x, 0
  %p = getelementptr i8, ptr @hello, i64 %i
  %a = call i64 @strlen(ptr %p)
  %q = getelementptr i8, ptr @wide, i64 0
  %b = call i64 @wcslen(ptr %q) nobuiltin
  %c = mul i64 %b, 0
  %d = add i64 %a, %c
  %e = add i64 %d, %x
  %f = add i64 %e, 5
  %g = select i1 %zero, i64 %d, i64 %f
  store i64 %g, ptr %results
  ret i32 0
}
