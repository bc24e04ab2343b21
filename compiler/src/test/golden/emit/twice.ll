define internal i32 @"twice(array(float64, 2d, C))"(ptr %v0.0, ptr %v0.1, i64 noundef range(i64 0, -9223372036854775808) %v0.2, i64 noundef range(i64 0, -9223372036854775808) %v0.3, ptr %env, ptr noalias %result) nounwind !dbg !8 {
entry:
  %t0 = mul nsw i64 %v0.3, 8, !dbg !9
  %t1 = call { i64, i1 } @llvm.umul.with.overflow.i64(i64 8, i64 %v0.2), !dbg !10
  %t2 = extractvalue { i64, i1 } %t1, 0, !dbg !10
  %t3 = extractvalue { i64, i1 } %t1, 1, !dbg !10
  %t4 = call { i64, i1 } @llvm.umul.with.overflow.i64(i64 %t2, i64 %v0.3), !dbg !10
  %t5 = extractvalue { i64, i1 } %t4, 0, !dbg !10
  %t6 = extractvalue { i64, i1 } %t4, 1, !dbg !10
  %t7 = or i1 %t3, %t6, !dbg !10
  %t8 = select i1 %t7, i64 -1, i64 %t5, !dbg !10
  %t9 = call ptr @jac_alloc(ptr %env, i64 %t8), !dbg !10
  %t10 = icmp ne ptr %t9, null, !dbg !10
  br i1 %t10, label %ok11, label %fail12, !prof !3, !dbg !10
fail12:
  ret i32 -1, !dbg !10
ok11:
  %t13 = getelementptr inbounds i8, ptr %t9, i64 64, !dbg !10
  %t14 = mul nsw i64 %v0.3, 8, !dbg !10
  br label %for15, !dbg !11
for15:
  %v5 = phi i64 [ 0, %ok11 ], [ %t32, %endfor21 ], !dbg !11
  %t18 = icmp slt i64 %v5, %v0.2, !dbg !11
  br i1 %t18, label %body16, label %endfor17, !dbg !11
body16:
  br label %for19, !dbg !12
for19:
  %v6 = phi i64 [ 0, %body16 ], [ %t31, %body20 ], !dbg !12
  %t22 = icmp slt i64 %v6, %v0.3, !dbg !12
  br i1 %t22, label %body20, label %endfor21, !dbg !12
body20:
  %t23 = mul nsw i64 %v5, %t0, !dbg !13
  %t24 = getelementptr inbounds i8, ptr %v0.1, i64 %t23, !dbg !13
  %t25 = getelementptr inbounds double, ptr %t24, i64 %v6, !dbg !13
  %t26 = load double, ptr %t25, align 8, !dbg !13
  %t27 = fadd  double %t26, %t26, !dbg !16
  %t28 = mul nsw i64 %v5, %t14, !dbg !17
  %t29 = getelementptr inbounds i8, ptr %t13, i64 %t28, !dbg !17
  %t30 = getelementptr inbounds double, ptr %t29, i64 %v6, !dbg !17
  store double %t27, ptr %t30, align 8, !dbg !17
  %t31 = add nsw i64 %v6, 1, !dbg !12
  br label %for19, !llvm.loop !18, !dbg !12
endfor21:
  %t32 = add nsw i64 %v5, 1, !dbg !11
  br label %for15, !llvm.loop !19, !dbg !11
endfor17:
  store ptr %t9, ptr %result, align 8, !dbg !20
  %t33 = getelementptr inbounds i8, ptr %result, i64 8, !dbg !20
  store ptr %t13, ptr %t33, align 8, !dbg !20
  %t34 = getelementptr inbounds i8, ptr %result, i64 16, !dbg !20
  store i64 %v0.2, ptr %t34, align 8, !dbg !20
  %t35 = getelementptr inbounds i8, ptr %result, i64 24, !dbg !20
  store i64 %v0.3, ptr %t35, align 8, !dbg !20
  ret i32 0, !dbg !20
}

define i32 @jaculus_entry(ptr noalias nocapture readonly %args, ptr noalias nocapture writeonly %results, ptr %env) nounwind !dbg !21 {
entry:
  %s8 = alloca [4 x i64], align 8
  %t0 = load ptr, ptr %args, align 8, !dbg !22
  %t1 = getelementptr inbounds i8, ptr %args, i64 8, !dbg !22
  %t2 = load ptr, ptr %t1, align 8, !dbg !22
  %t3 = getelementptr inbounds i8, ptr %args, i64 16, !dbg !22
  %t4 = load i64, ptr %t3, align 8, !range !4, !dbg !22
  %t5 = getelementptr inbounds i8, ptr %args, i64 24, !dbg !22
  %t6 = load i64, ptr %t5, align 8, !range !4, !dbg !22
  %t7 = mul nsw i64 %t6, 8, !dbg !22
  %t9 = call i32 @"twice(array(float64, 2d, C))"(ptr %t0, ptr %t2, i64 %t4, i64 %t6, ptr %env, ptr %s8), !dbg !22
  %t10 = icmp eq i32 %t9, 0, !dbg !22
  br i1 %t10, label %good, label %bad, !prof !3, !dbg !22
good:
  %t11 = load ptr, ptr %s8, align 8, !dbg !22
  %t12 = getelementptr inbounds i8, ptr %s8, i64 8, !dbg !22
  %t13 = load ptr, ptr %t12, align 8, !dbg !22
  %t14 = getelementptr inbounds i8, ptr %s8, i64 16, !dbg !22
  %t15 = load i64, ptr %t14, align 8, !dbg !22
  %t16 = getelementptr inbounds i8, ptr %s8, i64 24, !dbg !22
  %t17 = load i64, ptr %t16, align 8, !dbg !22
  %t18 = mul nsw i64 %t17, 8, !dbg !22
  call void @jac_escape(ptr %env, ptr %t11), !dbg !22
  store ptr %t11, ptr %results, align 8, !dbg !22
  %t19 = getelementptr inbounds i8, ptr %results, i64 8, !dbg !22
  store ptr %t13, ptr %t19, align 8, !dbg !22
  %t20 = getelementptr inbounds i8, ptr %results, i64 16, !dbg !22
  store i64 %t15, ptr %t20, align 8, !dbg !22
  %t21 = getelementptr inbounds i8, ptr %results, i64 24, !dbg !22
  store i64 %t17, ptr %t21, align 8, !dbg !22
  %t22 = getelementptr inbounds i8, ptr %results, i64 32, !dbg !22
  store i64 %t18, ptr %t22, align 8, !dbg !22
  %t23 = getelementptr inbounds i8, ptr %results, i64 40, !dbg !22
  store i64 8, ptr %t23, align 8, !dbg !22
  call void @jac_sweep(ptr %env), !dbg !22
  ret i32 0, !dbg !22
bad:
  call void @jac_sweep(ptr %env), !dbg !22
  ret i32 %t9, !dbg !22
}

declare noalias align 16 ptr @jac_alloc(ptr nocapture, i64) nounwind willreturn memory(argmem: readwrite, inaccessiblemem: readwrite)
declare { i64, i1 } @llvm.umul.with.overflow.i64(i64, i64)
declare void @jac_escape(ptr, ptr) nounwind willreturn
declare void @jac_sweep(ptr) nounwind willreturn

!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2}
!0 = distinct !DICompileUnit(language: DW_LANG_Python, file: !1, producer: "Jaculus", isOptimized: true, emissionKind: LineTablesOnly)
!1 = !DIFile(filename: "twice.py", directory: "kernels")
!2 = !{i32 2, !"Debug Info Version", i32 3}
!3 = !{!"branch_weights", i32 2000, i32 1}
!4 = !{i64 0, i64 9223372036854775807}
!5 = !{!"llvm.loop.mustprogress"}
!6 = !{}
!7 = !DISubroutineType(types: !6)
!8 = distinct !DISubprogram(name: "twice", linkageName: "twice(array(float64, 2d, C))", scope: !1, file: !1, line: 3, scopeLine: 3, type: !7, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !0)
!9 = !DILocation(line: 3, column: 1, scope: !8)
!10 = !DILocation(line: 4, column: 11, scope: !8)
!11 = !DILocation(line: 5, column: 5, scope: !8)
!12 = !DILocation(line: 5, column: 9, scope: !8)
!13 = !DILocation(line: 6, column: 20, scope: !8)
!14 = !DIFile(filename: "lib.py", directory: "")
!15 = distinct !DISubprogram(name: "double", scope: !14, file: !14, line: 1, scopeLine: 1, type: !7, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !0)
!16 = distinct !DILocation(line: 2, column: 12, scope: !15, inlinedAt: !13)
!17 = !DILocation(line: 6, column: 9, scope: !8)
!18 = distinct !{!18, !5}
!19 = distinct !{!19, !5}
!20 = !DILocation(line: 7, column: 5, scope: !8)
!21 = distinct !DISubprogram(name: "jaculus_entry", linkageName: "jaculus_entry", scope: !1, file: !1, line: 3, scopeLine: 3, type: !7, flags: DIFlagArtificial, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !0)
!22 = !DILocation(line: 3, column: 1, scope: !21)
