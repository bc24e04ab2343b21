define internal i32 @"twice(array(float64, 2d, C))"(ptr %v0.0, ptr %v0.1, i64 noundef range(i64 0, -9223372036854775808) %v0.2, i64 noundef range(i64 0, -9223372036854775808) %v0.3, ptr %env, ptr noalias %result) nounwind !dbg !13 {
entry:
  %t0 = mul nsw i64 %v0.3, 8, !dbg !14
  %t1 = call { i64, i1 } @llvm.umul.with.overflow.i64(i64 8, i64 %v0.2), !dbg !15
  %t2 = extractvalue { i64, i1 } %t1, 0, !dbg !15
  %t3 = extractvalue { i64, i1 } %t1, 1, !dbg !15
  %t4 = call { i64, i1 } @llvm.umul.with.overflow.i64(i64 %t2, i64 %v0.3), !dbg !15
  %t5 = extractvalue { i64, i1 } %t4, 0, !dbg !15
  %t6 = extractvalue { i64, i1 } %t4, 1, !dbg !15
  %t7 = or i1 %t3, %t6, !dbg !15
  %t8 = select i1 %t7, i64 -1, i64 %t5, !dbg !15
  %t9 = call ptr @jac_alloc(ptr %env, i64 %t8), !dbg !15
  %t10 = icmp ne ptr %t9, null, !dbg !15
  br i1 %t10, label %ok11, label %fail12, !prof !3, !dbg !15
fail12:
  ret i32 -1, !dbg !15
ok11:
  %t13 = getelementptr inbounds i8, ptr %t9, i64 64, !dbg !15
  %t14 = mul nsw i64 %v0.3, 8, !dbg !15
  br label %for15, !dbg !16
for15:
  %v5 = phi i64 [ 0, %ok11 ], [ %t32, %endfor21 ], !dbg !16
  %t18 = icmp slt i64 %v5, %v0.2, !dbg !16
  br i1 %t18, label %body16, label %endfor17, !dbg !16
body16:
  br label %for19, !dbg !17
for19:
  %v6 = phi i64 [ 0, %body16 ], [ %t31, %body20 ], !dbg !17
  %t22 = icmp slt i64 %v6, %v0.3, !dbg !17
  br i1 %t22, label %body20, label %endfor21, !dbg !17
body20:
  %t23 = mul nsw i64 %v5, %t0, !dbg !18
  %t24 = getelementptr inbounds i8, ptr %v0.1, i64 %t23, !dbg !18
  %t25 = getelementptr inbounds double, ptr %t24, i64 %v6, !dbg !18
  %t26 = load double, ptr %t25, align 8, !noalias !12, !dbg !18
  %t27 = fadd  double %t26, %t26, !dbg !21
  %t28 = mul nsw i64 %v5, %t14, !dbg !22
  %t29 = getelementptr inbounds i8, ptr %t13, i64 %t28, !dbg !22
  %t30 = getelementptr inbounds double, ptr %t29, i64 %v6, !dbg !22
  store double %t27, ptr %t30, align 8, !alias.scope !11, !noalias !10, !dbg !22
  %t31 = add nsw i64 %v6, 1, !dbg !17
  br label %for19, !llvm.loop !23, !dbg !17
endfor21:
  %t32 = add nsw i64 %v5, 1, !dbg !16
  br label %for15, !llvm.loop !24, !dbg !16
endfor17:
  store ptr %t9, ptr %result, align 8, !dbg !25
  %t33 = getelementptr inbounds i8, ptr %result, i64 8, !dbg !25
  store ptr %t13, ptr %t33, align 8, !dbg !25
  %t34 = getelementptr inbounds i8, ptr %result, i64 16, !dbg !25
  store i64 %v0.2, ptr %t34, align 8, !dbg !25
  %t35 = getelementptr inbounds i8, ptr %result, i64 24, !dbg !25
  store i64 %v0.3, ptr %t35, align 8, !dbg !25
  ret i32 0, !dbg !25
}

define i32 @jaculus_entry(ptr noalias nocapture readonly %args, ptr noalias nocapture writeonly %results, ptr %env) nounwind !dbg !26 {
entry:
  %s8 = alloca [4 x i64], align 8
  %t0 = load ptr, ptr %args, align 8, !dbg !27
  %t1 = getelementptr inbounds i8, ptr %args, i64 8, !dbg !27
  %t2 = load ptr, ptr %t1, align 8, !dbg !27
  %t3 = getelementptr inbounds i8, ptr %args, i64 16, !dbg !27
  %t4 = load i64, ptr %t3, align 8, !range !4, !dbg !27
  %t5 = getelementptr inbounds i8, ptr %args, i64 24, !dbg !27
  %t6 = load i64, ptr %t5, align 8, !range !4, !dbg !27
  %t7 = mul nsw i64 %t6, 8, !dbg !27
  %t9 = call i32 @"twice(array(float64, 2d, C))"(ptr %t0, ptr %t2, i64 %t4, i64 %t6, ptr %env, ptr %s8), !dbg !27
  %t10 = icmp eq i32 %t9, 0, !dbg !27
  br i1 %t10, label %good, label %bad, !prof !3, !dbg !27
good:
  %t11 = load ptr, ptr %s8, align 8, !dbg !27
  %t12 = getelementptr inbounds i8, ptr %s8, i64 8, !dbg !27
  %t13 = load ptr, ptr %t12, align 8, !dbg !27
  %t14 = getelementptr inbounds i8, ptr %s8, i64 16, !dbg !27
  %t15 = load i64, ptr %t14, align 8, !dbg !27
  %t16 = getelementptr inbounds i8, ptr %s8, i64 24, !dbg !27
  %t17 = load i64, ptr %t16, align 8, !dbg !27
  %t18 = mul nsw i64 %t17, 8, !dbg !27
  call void @jac_escape(ptr %env, ptr %t11), !dbg !27
  store ptr %t11, ptr %results, align 8, !dbg !27
  %t19 = getelementptr inbounds i8, ptr %results, i64 8, !dbg !27
  store ptr %t13, ptr %t19, align 8, !dbg !27
  %t20 = getelementptr inbounds i8, ptr %results, i64 16, !dbg !27
  store i64 %t15, ptr %t20, align 8, !dbg !27
  %t21 = getelementptr inbounds i8, ptr %results, i64 24, !dbg !27
  store i64 %t17, ptr %t21, align 8, !dbg !27
  %t22 = getelementptr inbounds i8, ptr %results, i64 32, !dbg !27
  store i64 %t18, ptr %t22, align 8, !dbg !27
  %t23 = getelementptr inbounds i8, ptr %results, i64 40, !dbg !27
  store i64 8, ptr %t23, align 8, !dbg !27
  call void @jac_sweep(ptr %env), !dbg !27
  ret i32 0, !dbg !27
bad:
  call void @jac_sweep(ptr %env), !dbg !27
  ret i32 %t9, !dbg !27
}

declare noalias align 16 ptr @jac_alloc(ptr nocapture, i64) nounwind willreturn memory(argmem: readwrite, inaccessiblemem: readwrite)
declare { i64, i1 } @llvm.umul.with.overflow.i64(i64, i64)
declare void @jac_escape(ptr, ptr) nounwind willreturn
declare void @jac_sweep(ptr) nounwind willreturn

!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2}
!0 = distinct !DICompileUnit(language: DW_LANG_Python, file: !1, producer: "Jaculus", isOptimized: true, emissionKind: LineTablesOnly)
!1 = !DIFile(filename: "kernels/twice.py", directory: "")
!2 = !{i32 2, !"Debug Info Version", i32 3}
!3 = !{!"branch_weights", i32 2000, i32 1}
!4 = !{i64 0, i64 9223372036854775807}
!5 = !{!"llvm.loop.mustprogress"}
!6 = !{}
!7 = !DISubroutineType(types: !6)
!8 = distinct !{!8}
!9 = distinct !{!9, !8}
!10 = !{}
!11 = !{!9}
!12 = !{!9}
!13 = distinct !DISubprogram(name: "twice", linkageName: "twice(array(float64, 2d, C))", scope: !1, file: !1, line: 3, scopeLine: 3, type: !7, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !0)
!14 = !DILocation(line: 3, column: 1, scope: !13)
!15 = !DILocation(line: 4, column: 11, scope: !13)
!16 = !DILocation(line: 5, column: 5, scope: !13)
!17 = !DILocation(line: 5, column: 9, scope: !13)
!18 = !DILocation(line: 6, column: 20, scope: !13)
!19 = !DIFile(filename: "lib.py", directory: "")
!20 = distinct !DISubprogram(name: "double", scope: !19, file: !19, line: 1, scopeLine: 1, type: !7, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !0)
!21 = distinct !DILocation(line: 2, column: 12, scope: !20, inlinedAt: !18)
!22 = !DILocation(line: 6, column: 9, scope: !13)
!23 = distinct !{!23, !5}
!24 = distinct !{!24, !5}
!25 = !DILocation(line: 7, column: 5, scope: !13)
!26 = distinct !DISubprogram(name: "jaculus_entry", linkageName: "jaculus_entry", scope: !1, file: !1, line: 3, scopeLine: 3, type: !7, flags: DIFlagArtificial, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !0)
!27 = !DILocation(line: 3, column: 1, scope: !26)
