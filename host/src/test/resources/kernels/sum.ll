; The sum of a float64 array of two axes and any strides.
define i32 @jaculus_entry(ptr %args, ptr %results, ptr %env) {
entry:
  %p.data = getelementptr i64, ptr %args, i64 1
  %data = load ptr, ptr %p.data
  %p.n = getelementptr i64, ptr %args, i64 2
  %n = load i64, ptr %p.n
  %p.m = getelementptr i64, ptr %args, i64 3
  %m = load i64, ptr %p.m
  %p.s = getelementptr i64, ptr %args, i64 4
  %s = load i64, ptr %p.s
  %p.t = getelementptr i64, ptr %args, i64 5
  %t = load i64, ptr %p.t
  br label %rows
rows:
  %i = phi i64 [ 0, %entry ], [ %i.next, %row.end ]
  %sum = phi double [ 0.0, %entry ], [ %row.sum, %row.end ]
  %more.rows = icmp slt i64 %i, %n
  br i1 %more.rows, label %columns, label %end
columns:
  %j = phi i64 [ 0, %rows ], [ %j.next, %column ]
  %row.sum = phi double [ %sum, %rows ], [ %sum.next, %column ]
  %more.columns = icmp slt i64 %j, %m
  br i1 %more.columns, label %column, label %row.end
column:
  %down = mul i64 %i, %s
  %right = mul i64 %j, %t
  %offset = add i64 %down, %right
  %at = getelementptr i8, ptr %data, i64 %offset
  %x = load double, ptr %at
  %sum.next = fadd double %row.sum, %x
  %j.next = add i64 %j, 1
  br label %columns
row.end:
  %i.next = add i64 %i, 1
  br label %rows
end:
  store double %sum, ptr %results
  ret i32 0
}
