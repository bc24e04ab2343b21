; A switch that becomes a jump table.
; call: 0 -> 7
; call: 3 -> -1
; call: 6 -> 4096
; call: 7 -> 12345
; call: 99 -> 0
declare void @abort()

define i32 @jaculus_entry(ptr %args, ptr %results, ptr %env) {
  %x = load i64, ptr %args
  switch i64 %x, label %other [
    i64 0, label %a
    i64 1, label %b
    i64 2, label %c
    i64 3, label %d
    i64 4, label %e
    i64 5, label %f
    i64 6, label %g
    i64 7, label %h
  ]
a:
  store volatile i64 7, ptr %results
  br label %end
b:
  call void @abort()
  br label %end
c:
  store volatile i64 %x, ptr %env
  br label %end
d:
  store volatile i64 -1, ptr %results
  br label %end
e:
  store volatile i32 5, ptr %results
  br label %end
f:
  store volatile i16 5, ptr %results
  br label %end
g:
  %y = load volatile i64, ptr %args
  %z = shl i64 %y, 10
  %w = and i64 %z, 4096
  store volatile i64 %w, ptr %results
  br label %end
h:
  store volatile i64 12345, ptr %results
  br label %end
other:
  store volatile i64 0, ptr %results
  br label %end
end:
  ret i32 0
}
