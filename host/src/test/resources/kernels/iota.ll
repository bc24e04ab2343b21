; A new array of n int64 elements, 0 to n-1, backwards in memory; and n itself. Raises at site 2 through a call at site 1 for a negative n.
declare ptr @jac_alloc(ptr, i64)
declare void @jac_escape(ptr, ptr)
declare void @jac_trace(ptr, i32)
declare ptr @jac_arguments(ptr)
declare void @jac_sweep(ptr)

define i32 @jaculus_entry(ptr %args, ptr %results, ptr %env) {
entry:
  %n = load i64, ptr %args
  %bytes = shl i64 %n, 3
  %negative = icmp slt i64 %n, 0
  br i1 %negative, label %raise, label %allocate
raise:
  %room = call ptr @jac_arguments(ptr %env)
  store i64 %n, ptr %room
  %room1 = getelementptr i64, ptr %room, i64 1
  store float 0.5, ptr %room1
  call void @jac_trace(ptr %env, i32 1)
  call void @jac_sweep(ptr %env)
  ret i32 2
allocate:
  %block = call ptr @jac_alloc(ptr %env, i64 %bytes)
  %failed = icmp eq ptr %block, null
  br i1 %failed, label %no.memory, label %fill
no.memory:
  call void @jac_sweep(ptr %env)
  ret i32 -1
fill:
  %first = getelementptr i8, ptr %block, i64 64
  %end = getelementptr i64, ptr %first, i64 %n
  %last = getelementptr i64, ptr %end, i64 -1
  br label %loop
loop:
  %i = phi i64 [ 0, %fill ], [ %i.next, %body ]
  %more = icmp slt i64 %i, %n
  br i1 %more, label %body, label %done
body:
  %back = sub i64 0, %i
  %at = getelementptr i64, ptr %last, i64 %back
  store i64 %i, ptr %at
  %i.next = add i64 %i, 1
  br label %loop
done:
  call void @jac_escape(ptr %env, ptr %block)
  call void @jac_sweep(ptr %env)
  store ptr %block, ptr %results
  %r1 = getelementptr i64, ptr %results, i64 1
  store ptr %last, ptr %r1
  %r2 = getelementptr i64, ptr %results, i64 2
  store i64 %n, ptr %r2
  %r3 = getelementptr i64, ptr %results, i64 3
  store i64 -8, ptr %r3
  %r4 = getelementptr i64, ptr %results, i64 4
  store i64 %n, ptr %r4
  ret i32 0
}
