; Gives its arguments back: uint8, int32, float32, (bool, float64), None.
define i32 @jaculus_entry(ptr %args, ptr %results, ptr %env) {
  call void @llvm.memcpy.p0.p0.i64(ptr %results, ptr %args, i64 40, i1 false)
  ret i32 0
}
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
