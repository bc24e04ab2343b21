; Variables of every kind of section: data, zeros, constants, and one that is reached through its address slot.
; call: 5 -> 1127
; call: 6 -> 1129
@counter = internal global i64 100
@zero = internal global i64 0
@shared = global i64 1000
@limits = internal constant [4 x i64] [i64 11, i64 22, i64 33, i64 44]

define i32 @jaculus_entry(ptr %args, ptr %results, ptr %env) {
  %x = load i64, ptr %args
  %c = load volatile i64, ptr @counter
  %c1 = add i64 %c, 1
  store volatile i64 %c1, ptr @counter
  %s = load volatile i64, ptr @shared
  %z = load volatile i64, ptr @zero
  %i = and i64 %z, 3
  %p = getelementptr [4 x i64], ptr @limits, i64 0, i64 %i
  %l = load volatile i64, ptr %p
  %1 = add i64 %x, %c1
  %2 = add i64 %1, %s
  %3 = add i64 %2, %z
  %4 = add i64 %3, %l
  %5 = add i64 %4, 10
  store i64 %5, ptr %results
  ret i32 0
}
