define internal i32 @"twice(array(float64, 2d, C))"(ptr %v0.0, ptr %v0.1, i64 noundef range(i64 0, -9223372036854775808) %v0.2, i64 noundef range(i64 0, -9223372036854775808) %v0.3, ptr %env, ptr noalias %result) nounwind !dbg !18 {
entry:
  %t0 = mul nsw i64 %v0.3, 8, !dbg !19
  %t1 = call { i64, i1 } @llvm.umul.with.overflow.i64(i64 8, i64 %v0.2), !dbg !20
  %t2 = extractvalue { i64, i1 } %t1, 0, !dbg !20
  %t3 = extractvalue { i64, i1 } %t1, 1, !dbg !20
  %t4 = call { i64, i1 } @llvm.umul.with.overflow.i64(i64 %t2, i64 %v0.3), !dbg !20
  %t5 = extractvalue { i64, i1 } %t4, 0, !dbg !20
  %t6 = extractvalue { i64, i1 } %t4, 1, !dbg !20
  %t7 = or i1 %t3, %t6, !dbg !20
  %t8 = select i1 %t7, i64 -1, i64 %t5, !dbg !20
  %t9 = call ptr @jac_alloc(ptr %env, i64 %t8), !dbg !20
  %t10 = icmp ne ptr %t9, null, !dbg !20
  br i1 %t10, label %ok11, label %fail12, !prof !3, !dbg !20
fail12:
  ret i32 -1, !dbg !20
ok11:
  %t13 = getelementptr inbounds i8, ptr %t9, i64 64, !dbg !20
  %t14 = mul nsw i64 %v0.3, 8, !dbg !20
  br label %for15, !dbg !21
for15:
  %v5 = phi i64 [ 0, %ok11 ], [ %t32, %endfor21 ], !dbg !21
  %t18 = icmp slt i64 %v5, %v0.2, !dbg !21
  br i1 %t18, label %body16, label %endfor17, !dbg !21
body16:
  br label %for19, !dbg !22
for19:
  %v6 = phi i64 [ 0, %body16 ], [ %t31, %body20 ], !dbg !22
  %t22 = icmp slt i64 %v6, %v0.3, !dbg !22
  br i1 %t22, label %body20, label %endfor21, !dbg !22
body20:
  %t23 = mul nsw i64 %v5, %t0, !dbg !23
  %t24 = getelementptr inbounds i8, ptr %v0.1, i64 %t23, !dbg !23
  %t25 = getelementptr inbounds double, ptr %t24, i64 %v6, !dbg !23
  %t26 = load double, ptr %t25, align 1, !noalias !17, !tbaa !11, !dbg !23
  %t27 = fadd  double %t26, %t26, !dbg !26
  %t28 = mul nsw i64 %v5, %t14, !dbg !27
  %t29 = getelementptr inbounds i8, ptr %t13, i64 %t28, !dbg !27
  %t30 = getelementptr inbounds double, ptr %t29, i64 %v6, !dbg !27
  store double %t27, ptr %t30, align 1, !alias.scope !16, !noalias !15, !tbaa !11, !dbg !27
  %t31 = add nsw i64 %v6, 1, !dbg !22
  br label %for19, !llvm.loop !28, !dbg !22
endfor21:
  %t32 = add nsw i64 %v5, 1, !dbg !21
  br label %for15, !llvm.loop !29, !dbg !21
endfor17:
  store ptr %t9, ptr %result, align 8, !dbg !30
  %t33 = getelementptr inbounds i8, ptr %result, i64 8, !dbg !30
  store ptr %t13, ptr %t33, align 8, !dbg !30
  %t34 = getelementptr inbounds i8, ptr %result, i64 16, !dbg !30
  store i64 %v0.2, ptr %t34, align 8, !dbg !30
  %t35 = getelementptr inbounds i8, ptr %result, i64 24, !dbg !30
  store i64 %v0.3, ptr %t35, align 8, !dbg !30
  ret i32 0, !dbg !30
}

define i32 @jaculus_entry(ptr noalias nocapture readonly %args, ptr noalias nocapture writeonly %results, ptr %env) nounwind !dbg !31 {
entry:
  %s8 = alloca [4 x i64], align 8
  %t0 = load ptr, ptr %args, align 8, !dbg !32
  %t1 = getelementptr inbounds i8, ptr %args, i64 8, !dbg !32
  %t2 = load ptr, ptr %t1, align 8, !dbg !32
  %t3 = getelementptr inbounds i8, ptr %args, i64 16, !dbg !32
  %t4 = load i64, ptr %t3, align 8, !range !4, !dbg !32
  %t5 = getelementptr inbounds i8, ptr %args, i64 24, !dbg !32
  %t6 = load i64, ptr %t5, align 8, !range !4, !dbg !32
  %t7 = mul nsw i64 %t6, 8, !dbg !32
  %t9 = call i32 @"twice(array(float64, 2d, C))"(ptr %t0, ptr %t2, i64 %t4, i64 %t6, ptr %env, ptr %s8), !dbg !32
  %t10 = icmp eq i32 %t9, 0, !dbg !32
  br i1 %t10, label %good, label %bad, !prof !3, !dbg !32
good:
  %t11 = load ptr, ptr %s8, align 8, !dbg !32
  %t12 = getelementptr inbounds i8, ptr %s8, i64 8, !dbg !32
  %t13 = load ptr, ptr %t12, align 8, !dbg !32
  %t14 = getelementptr inbounds i8, ptr %s8, i64 16, !dbg !32
  %t15 = load i64, ptr %t14, align 8, !dbg !32
  %t16 = getelementptr inbounds i8, ptr %s8, i64 24, !dbg !32
  %t17 = load i64, ptr %t16, align 8, !dbg !32
  call void @jac_escape(ptr %env, ptr %t11), !dbg !32
  %t18 = mul nsw i64 %t17, 8, !dbg !32
  store ptr %t11, ptr %results, align 8, !dbg !32
  %t19 = getelementptr inbounds i8, ptr %results, i64 8, !dbg !32
  store ptr %t13, ptr %t19, align 8, !dbg !32
  %t20 = getelementptr inbounds i8, ptr %results, i64 16, !dbg !32
  store i64 %t15, ptr %t20, align 8, !dbg !32
  %t21 = getelementptr inbounds i8, ptr %results, i64 24, !dbg !32
  store i64 %t17, ptr %t21, align 8, !dbg !32
  %t22 = getelementptr inbounds i8, ptr %results, i64 32, !dbg !32
  store i64 %t18, ptr %t22, align 8, !dbg !32
  %t23 = getelementptr inbounds i8, ptr %results, i64 40, !dbg !32
  store i64 8, ptr %t23, align 8, !dbg !32
  call void @jac_sweep(ptr %env), !dbg !32
  ret i32 0, !dbg !32
bad:
  ret i32 %t9, !dbg !32
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
!8 = !{!"jaculus"}
!9 = !{!"elements", !8, i64 0}
!10 = !{!"list", !8, i64 0}
!11 = !{!9, !9, i64 0}
!12 = !{!10, !10, i64 0}
!13 = distinct !{!13}
!14 = distinct !{!14, !13}
!15 = !{}
!16 = !{!14}
!17 = !{!14}
!18 = distinct !DISubprogram(name: "twice", linkageName: "twice(array(float64, 2d, C))", scope: !1, file: !1, line: 3, scopeLine: 3, type: !7, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !0)
!19 = !DILocation(line: 3, column: 1, scope: !18)
!20 = !DILocation(line: 4, column: 11, scope: !18)
!21 = !DILocation(line: 5, column: 5, scope: !18)
!22 = !DILocation(line: 5, column: 9, scope: !18)
!23 = !DILocation(line: 6, column: 20, scope: !18)
!24 = !DIFile(filename: "lib.py", directory: "")
!25 = distinct !DISubprogram(name: "double", scope: !24, file: !24, line: 1, scopeLine: 1, type: !7, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !0)
!26 = distinct !DILocation(line: 2, column: 12, scope: !25, inlinedAt: !23)
!27 = !DILocation(line: 6, column: 9, scope: !18)
!28 = distinct !{!28, !5}
!29 = distinct !{!29, !5}
!30 = !DILocation(line: 7, column: 5, scope: !18)
!31 = distinct !DISubprogram(name: "jaculus_entry", linkageName: "jaculus_entry", scope: !1, file: !1, line: 3, scopeLine: 3, type: !7, flags: DIFlagArtificial, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !0)
!32 = !DILocation(line: 3, column: 1, scope: !31)
