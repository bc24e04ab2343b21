define internal { i32, double } @"total(array(float64, 1d, A), int64)"(ptr %v0.0, ptr %v0.1, i64 noundef range(i64 0, -9223372036854775808) %v0.2, i64 %v0.3, i64 %v1, ptr %env, ptr noalias %result) nounwind !dbg !13 {
entry:
  br label %for0, !dbg !17
for0:
  %v5 = phi i64 [ 0, %entry ], [ %t13, %ok5 ], !dbg !17
  %v6 = phi double [ 0x0000000000000000, %entry ], [ %t12, %ok5 ], !dbg !17
  %t3 = icmp slt i64 %v5, %v1, !dbg !17
  br i1 %t3, label %body1, label %endfor2, !dbg !17
body1:
  %t4 = icmp ult i64 %v5, %v0.2, !dbg !18
  br i1 %t4, label %ok5, label %fail6, !prof !3, !dbg !18
fail6:
  %t7 = insertvalue { i32, double } poison, i32 1, 0, !dbg !18
  %t8 = insertvalue { i32, double } %t7, double zeroinitializer, 1, !dbg !18
  ret { i32, double } %t8, !dbg !18
ok5:
  %t9 = mul nsw i64 %v5, %v0.3, !dbg !18
  %t10 = getelementptr inbounds i8, ptr %v0.1, i64 %t9, !dbg !18
  %t11 = load double, ptr %t10, align 1, !tbaa !11, !dbg !18
  %t12 = fadd  double %v6, %t11, !dbg !19
  %t13 = add nsw i64 %v5, 1, !dbg !17
  br label %for0, !llvm.loop !21, !dbg !17
endfor2:
  %t14 = insertvalue { i32, double } poison, i32 0, 0, !dbg !22
  %t15 = insertvalue { i32, double } %t14, double %v6, 1, !dbg !22
  ret { i32, double } %t15, !dbg !22
}

define i32 @jaculus_entry(ptr noalias nocapture readonly %args, ptr noalias nocapture writeonly %results, ptr %env) nounwind !dbg !23 {
entry:
  %t0 = load ptr, ptr %args, align 8, !dbg !24
  %t1 = getelementptr inbounds i8, ptr %args, i64 8, !dbg !24
  %t2 = load ptr, ptr %t1, align 8, !dbg !24
  %t3 = getelementptr inbounds i8, ptr %args, i64 16, !dbg !24
  %t4 = load i64, ptr %t3, align 8, !range !4, !dbg !24
  %t5 = getelementptr inbounds i8, ptr %args, i64 24, !dbg !24
  %t6 = load i64, ptr %t5, align 8, !dbg !24
  %t7 = getelementptr inbounds i8, ptr %args, i64 32, !dbg !24
  %t8 = load i64, ptr %t7, align 8, !dbg !24
  %t9 = call { i32, double } @"total(array(float64, 1d, A), int64)"(ptr %t0, ptr %t2, i64 %t4, i64 %t6, i64 %t8, ptr %env, ptr null), !dbg !24
  %t10 = extractvalue { i32, double } %t9, 0, !dbg !24
  %t11 = icmp eq i32 %t10, 0, !dbg !24
  br i1 %t11, label %good, label %bad, !prof !3, !dbg !24
good:
  %t12 = extractvalue { i32, double } %t9, 1, !dbg !24
  store double %t12, ptr %results, align 8, !dbg !24
  ret i32 0, !dbg !24
bad:
  ret i32 %t10, !dbg !24
}


!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2}
!0 = distinct !DICompileUnit(language: DW_LANG_Python, file: !1, producer: "Jaculus", isOptimized: true, emissionKind: LineTablesOnly)
!1 = !DIFile(filename: "/home/me/sums.py", directory: "")
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
!13 = distinct !DISubprogram(name: "total", linkageName: "total(array(float64, 1d, A), int64)", scope: !1, file: !1, line: 3, scopeLine: 3, type: !7, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !0)
!14 = !DILocation(line: 3, column: 1, scope: !13)
!15 = !DILocation(line: 4, column: 5, scope: !13)
!16 = !DILocation(line: 4, column: 9, scope: !13)
!17 = !DILocation(line: 5, column: 5, scope: !13)
!18 = !DILocation(line: 6, column: 14, scope: !13)
!19 = !DILocation(line: 6, column: 9, scope: !13)
!20 = !{!"llvm.loop.vectorize.enable", i1 false}
!21 = distinct !{!21, !5, !20}
!22 = !DILocation(line: 7, column: 5, scope: !13)
!23 = distinct !DISubprogram(name: "jaculus_entry", linkageName: "jaculus_entry", scope: !1, file: !1, line: 3, scopeLine: 3, type: !7, flags: DIFlagArtificial, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !0)
!24 = !DILocation(line: 3, column: 1, scope: !23)
