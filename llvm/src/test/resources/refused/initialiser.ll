; code that runs at load time is not supported
@llvm.global_ctors = appending global [1 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 65535, ptr @start, ptr null }]
define internal void @start() {
  ret void
}
define i32 @jaculus_entry(ptr %args, ptr %results, ptr %env) {
  ret i32 0
}
