; `f`: indirect functions are not supported
@f = ifunc i64 (), ptr @choose
define internal ptr @choose() {
  ret ptr null
}
define i32 @jaculus_entry(ptr %args, ptr %results, ptr %env) {
  %x = call i64 @f()
  ret i32 0
}
