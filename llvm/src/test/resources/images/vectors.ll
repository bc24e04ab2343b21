; Vector constants of 16, 32 and 64 bytes, each in a section of its size and alignment.
; call: 1.0 -> 36.0
; call: 2.0 -> 72.0
define i32 @jaculus_entry(ptr %args, ptr %results, ptr %env) {
  %x = load double, ptr %args
  %one = insertelement <8 x double> poison, double %x, i64 0
  %all = shufflevector <8 x double> %one, <8 x double> poison, <8 x i32> zeroinitializer
  %scaled = fmul <8 x double> %all, <double 1.0, double 2.0, double 3.0, double 4.0, double 5.0, double 6.0, double 7.0, double 8.0>
  %sum = call double @llvm.vector.reduce.fadd.v8f64(double 0.0, <8 x double> %scaled)
  %half = shufflevector <8 x double> %scaled, <8 x double> poison, <4 x i32> <i32 0, i32 1, i32 2, i32 3>
  %more = fmul <4 x double> %half, <double 0.5, double 1.5, double 2.5, double 3.5>
  store <8 x double> %scaled, ptr %env
  store <4 x double> %more, ptr %env
  store double %sum, ptr %results
  ret i32 0
}

declare double @llvm.vector.reduce.fadd.v8f64(double, <8 x double>)
