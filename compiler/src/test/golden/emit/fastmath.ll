define internal i32 @"f()"(ptr %v0.0, ptr %v0.1, i64 noundef range(i64 0, -9223372036854775808) %v0.2, float %v1, ptr %env, ptr noalias %result) nounwind !dbg !13 {
entry:
  br label %for0, !dbg !14
for0:
  %v6 = phi i64 [ 0, %entry ], [ %t8, %body1 ], !dbg !14
  %v7 = phi float [ 0x3FB99999A0000000, %entry ], [ %t7, %body1 ], !dbg !14
  %t3 = icmp slt i64 %v6, %v0.2, !dbg !14
  br i1 %t3, label %body1, label %endfor2, !dbg !14
body1:
  %t4 = getelementptr inbounds float, ptr %v0.1, i64 %v6, !dbg !14
  %t5 = load float, ptr %t4, align 1, !tbaa !11, !dbg !14
  %t6 = fmul fast  float %t5, %v1, !dbg !14
  %t7 = fadd fast  float %t6, %v7, !dbg !14
  %t8 = add nsw i64 %v6, 1, !dbg !14
  br label %for0, !llvm.loop !15, !dbg !14
endfor2:
  %t9 = fcmp fast olt float %v7, %v1, !dbg !14
  %t10 = fneg fast float %v7, !dbg !14
  %t11 = call fast float @llvm.exp.f32(float %t10), !dbg !14
  %t12 = call fast float @tanhf(float %t11), !dbg !14
  %t13 = call fast float @llvm.minimum.f32(float %t12, float %v1), !dbg !14
  %t14 = call fast float @llvm.fabs.f32(float %t13), !dbg !14
  %t15 = fpext float %t14 to double, !dbg !14
  %t16 = fpext float %v1 to double, !dbg !14
  %t17 = call double @jac.remainder(double %t15, double %t16), !dbg !14
  %t18 = fptrunc double %t17 to float, !dbg !14
  %t19 = fcmp une float %t18, 0.0, !dbg !14
  %t20 = fcmp olt float %v1, 0.0, !dbg !14
  %t21 = fcmp olt float %t18, 0.0, !dbg !14
  %t22 = xor i1 %t20, %t21, !dbg !14
  %t23 = and i1 %t19, %t22, !dbg !14
  %t24 = fadd float %t18, %v1, !dbg !14
  %t25 = select i1 %t23, float %t24, float %t18, !dbg !14
  %t26 = call float @llvm.copysign.f32(float 0.0, float %v1), !dbg !14
  %t27 = select i1 %t19, float %t25, float %t26, !dbg !14
  %t28 = fpext float %t27 to double, !dbg !14
  %t29 = fpext float %v1 to double, !dbg !14
  %t30 = call double @jac.remainder(double %t28, double %t29), !dbg !14
  %t31 = fptrunc double %t30 to float, !dbg !14
  %t32 = fcmp une float %t31, 0.0, !dbg !14
  %t33 = fcmp olt float %v1, 0.0, !dbg !14
  %t34 = fcmp olt float %t31, 0.0, !dbg !14
  %t35 = xor i1 %t33, %t34, !dbg !14
  %t36 = and i1 %t32, %t35, !dbg !14
  %t37 = fsub float %t27, %t31, !dbg !14
  %t38 = fdiv float %t37, %v1, !dbg !14
  %t39 = fsub float %t38, 1.0, !dbg !14
  %t40 = select i1 %t36, float %t39, float %t38, !dbg !14
  %t41 = call float @llvm.floor.f32(float %t40), !dbg !14
  %t42 = fsub float %t40, %t41, !dbg !14
  %t43 = fcmp ogt float %t42, 0.5, !dbg !14
  %t44 = fadd float %t41, 1.0, !dbg !14
  %t45 = select i1 %t43, float %t44, float %t41, !dbg !14
  %t46 = fdiv float %t27, %v1, !dbg !14
  %t47 = fcmp une float %t40, 0.0, !dbg !14
  %t48 = call float @llvm.copysign.f32(float 0.0, float %t46), !dbg !14
  %t49 = select i1 %t47, float %t45, float %t48, !dbg !14
  %t50 = fcmp oeq float %v1, 0.0, !dbg !14
  %t51 = select i1 %t50, float %t46, float %t49, !dbg !14
  store float %v7, ptr %result, align 8, !dbg !14
  %t52 = getelementptr inbounds i8, ptr %result, i64 8, !dbg !14
  %t53 = zext i1 %t9 to i8, !dbg !14
  store i8 %t53, ptr %t52, align 8, !dbg !14
  %t54 = getelementptr inbounds i8, ptr %result, i64 16, !dbg !14
  store float %t51, ptr %t54, align 8, !dbg !14
  ret i32 0, !dbg !14
}

define i32 @jaculus_entry(ptr noalias nocapture readonly %args, ptr noalias nocapture writeonly %results, ptr %env) nounwind !dbg !16 {
entry:
  %s7 = alloca [3 x i64], align 8
  %t0 = load ptr, ptr %args, align 8, !dbg !17
  %t1 = getelementptr inbounds i8, ptr %args, i64 8, !dbg !17
  %t2 = load ptr, ptr %t1, align 8, !dbg !17
  %t3 = getelementptr inbounds i8, ptr %args, i64 16, !dbg !17
  %t4 = load i64, ptr %t3, align 8, !range !4, !dbg !17
  %t5 = getelementptr inbounds i8, ptr %args, i64 32, !dbg !17
  %t6 = load float, ptr %t5, align 8, !dbg !17
  %t8 = call i32 @"f()"(ptr %t0, ptr %t2, i64 %t4, float %t6, ptr %env, ptr %s7), !dbg !17
  %t9 = icmp eq i32 %t8, 0, !dbg !17
  br i1 %t9, label %good, label %bad, !prof !3, !dbg !17
good:
  %t10 = load float, ptr %s7, align 8, !dbg !17
  %t11 = getelementptr inbounds i8, ptr %s7, i64 8, !dbg !17
  %t12 = load i8, ptr %t11, align 8, !dbg !17
  %t13 = trunc i8 %t12 to i1, !dbg !17
  %t14 = getelementptr inbounds i8, ptr %s7, i64 16, !dbg !17
  %t15 = load float, ptr %t14, align 8, !dbg !17
  store float %t10, ptr %results, align 8, !dbg !17
  %t16 = getelementptr inbounds i8, ptr %results, i64 8, !dbg !17
  %t17 = zext i1 %t13 to i64, !dbg !17
  store i64 %t17, ptr %t16, align 8, !dbg !17
  %t18 = getelementptr inbounds i8, ptr %results, i64 16, !dbg !17
  store float %t15, ptr %t18, align 8, !dbg !17
  ret i32 0, !dbg !17
bad:
  ret i32 %t8, !dbg !17
}

declare float @llvm.exp.f32(float)
declare float @tanhf(float) nounwind willreturn memory(none)
declare float @llvm.minimum.f32(float, float)
declare float @llvm.fabs.f32(float)
declare double @llvm.fabs.f64(double)
declare double @llvm.trunc.f64(double)
declare double @llvm.fma.f64(double, double, double)
declare double @llvm.copysign.f64(double, double)
define internal double @jac.remainder(double %a, double %b) alwaysinline nounwind willreturn memory(none) {
entry:
  %a.bits = bitcast double %a to i64
  %b.bits = bitcast double %b to i64
  %a.shifted = lshr i64 %a.bits, 52
  %b.shifted = lshr i64 %b.bits, 52
  %a.exponent = and i64 %a.shifted, 2047
  %b.exponent = and i64 %b.shifted, 2047
  %distance = sub i64 %a.exponent, %b.exponent
  %above = add i64 %distance, 900
  %near = icmp ult i64 %above, 952
  %b.less = sub i64 %b.exponent, 1
  %b.normal = icmp ult i64 %b.less, 2046
  %a.finite = icmp ne i64 %a.exponent, 2047
  %both = and i1 %b.normal, %a.finite
  %computed = and i1 %near, %both
  br i1 %computed, label %quick, label %slow, !prof !3
quick:
  %quotient = fdiv double %a, %b
  %divisor = call double @llvm.fabs.f64(double %b)
  %whole = call double @llvm.trunc.f64(double %quotient)
  %minus = fneg double %whole
  %rest = call double @llvm.fma.f64(double %minus, double %b, double %a)
  %same = call double @llvm.copysign.f64(double %rest, double %a)
  %lifted = fcmp une double %rest, %same
  %step = call double @llvm.copysign.f64(double %divisor, double %a)
  %back = fadd double %rest, %step
  %result = select i1 %lifted, double %back, double %same
  ret double %result
slow:
  %other = call double @jac.remainder.slow(double %a, double %b)
  ret double %other
}
; a function of its own, because LLVM takes frem for an instruction that may be computed in vain
define internal double @jac.remainder.slow(double %a, double %b) noinline cold nounwind willreturn memory(none) {
  %result = frem double %a, %b
  ret double %result
}
declare float @llvm.copysign.f32(float, float)
declare float @llvm.floor.f32(float)

!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2}
!0 = distinct !DICompileUnit(language: DW_LANG_Python, file: !1, producer: "Jaculus", isOptimized: true, emissionKind: LineTablesOnly)
!1 = !DIFile(filename: "f.py", directory: "")
!2 = !{i32 2, !"Debug Info Version", i32 3}
!3 = !{!"branch_weights", i32 2000, i32 1}
!4 = !{i64 0, i64 9223372036854775807}
!5 = !{!"llvm.loop.mustprogress"}
!6 = !{}
!7 = !DISubroutineType(types: !6)
!8 = !{!"jaculus"}
!9 = !{!"elements", !8, i64 0}
!10 = !{!"list", !8, i64 0}
!11 = !{!9, !9, i64 0}
!12 = !{!10, !10, i64 0}
!13 = distinct !DISubprogram(name: "f", linkageName: "f()", scope: !1, file: !1, line: 1, scopeLine: 1, type: !7, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !0)
!14 = !DILocation(line: 1, column: 1, scope: !13)
!15 = distinct !{!15, !5}
!16 = distinct !DISubprogram(name: "jaculus_entry", linkageName: "jaculus_entry", scope: !1, file: !1, line: 1, scopeLine: 1, type: !7, flags: DIFlagArtificial, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !0)
!17 = !DILocation(line: 1, column: 1, scope: !16)
