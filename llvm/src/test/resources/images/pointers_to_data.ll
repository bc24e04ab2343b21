; Data that points to data: to its own middle, to constants, to zeros, and to itself.
; call: 0 -> 30
; call: 1 -> 5
; call: 2 -> 0
; call: 3 -> 1
@numbers = internal global [4 x i64] [i64 10, i64 20, i64 30, i64 40]
@constant = internal constant i64 5
@nothing = internal global i64 0
@list = internal global { ptr, ptr, ptr, ptr } { ptr getelementptr (i8, ptr @numbers, i64 16), ptr @constant, ptr @nothing, ptr @list }

define i32 @jaculus_entry(ptr %args, ptr %results, ptr %env) {
  %i = load i64, ptr %args
  %slot = getelementptr ptr, ptr @list, i64 %i
  %p = load volatile ptr, ptr %slot
  %self = icmp eq ptr %p, @list
  %x = load volatile i64, ptr %p
  %one = zext i1 %self to i64
  %y = select i1 %self, i64 %one, i64 %x
  store i64 %y, ptr %results
  ret i32 0
}
