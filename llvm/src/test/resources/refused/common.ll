; `x`: common variables are not supported
@x = common global i64 0
define i32 @jaculus_entry(ptr %args, ptr %results, ptr %env) {
  %y = load volatile i64, ptr @x
  ret i32 0
}
