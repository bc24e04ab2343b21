; the object does not define `jaculus_entry`
define internal i32 @jaculus_entry(ptr %args, ptr %results, ptr %env) {
  ret i32 0
}
@keep = global ptr @jaculus_entry
