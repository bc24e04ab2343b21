define i32 @jaculus_entry(ptr %args, ptr %results, ptr %env) {
  %a = load i64, ptr %args
  %second = getelementptr i64, ptr %args, i64 1
  %b = load i64, ptr %second
  %sum = add i64 %a, %b
  store i64 %sum, ptr %results
  ret i32 0
}
