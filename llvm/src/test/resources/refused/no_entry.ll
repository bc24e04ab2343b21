; the object does not define `jaculus_entry`
define i32 @other(ptr %args, ptr %results, ptr %env) {
  ret i32 0
}
