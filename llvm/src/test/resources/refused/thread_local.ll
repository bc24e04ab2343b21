; thread-local variables are not supported
@x = internal thread_local global i64 0
define i32 @jaculus_entry(ptr %args, ptr %results, ptr %env) {
  %a = call ptr @llvm.threadlocal.address.p0(ptr @x)
  store volatile i64 1, ptr %a
  ret i32 0
}
declare ptr @llvm.threadlocal.address.p0(ptr)
