define internal { i32, i64 } @"forever()"(i64 %v0, ptr %env, ptr noalias %result) nounwind !dbg !13 {
entry:
  %t0 = call i1 @jac.stack.low(ptr %env), !dbg !14
  %t1 = xor i1 %t0, true, !dbg !14
  br i1 %t1, label %ok2, label %fail3, !prof !3, !dbg !14
fail3:
  %t4 = insertvalue { i32, i64 } poison, i32 -3, 0, !dbg !14
  %t5 = insertvalue { i32, i64 } %t4, i64 zeroinitializer, 1, !dbg !14
  ret { i32, i64 } %t5, !dbg !14
ok2:
  %t6 = add i64 %v0, 1, !dbg !16
  %t7 = call { i32, i64 } @"forever()"(i64 %t6, ptr %env, ptr null), !dbg !17
  %t8 = extractvalue { i32, i64 } %t7, 0, !dbg !17
  %t9 = extractvalue { i32, i64 } %t7, 1, !dbg !17
  %t10 = icmp eq i32 %t8, 0, !dbg !17
  br i1 %t10, label %ok11, label %fail12, !prof !3, !dbg !17
fail12:
  call void @jac_trace(ptr %env, i32 1), !dbg !17
  %t13 = insertvalue { i32, i64 } poison, i32 %t8, 0, !dbg !17
  %t14 = insertvalue { i32, i64 } %t13, i64 zeroinitializer, 1, !dbg !17
  ret { i32, i64 } %t14, !dbg !17
ok11:
  %t15 = add i64 %t9, 1, !dbg !17
  %t16 = insertvalue { i32, i64 } poison, i32 0, 0, !dbg !18
  %t17 = insertvalue { i32, i64 } %t16, i64 %t15, 1, !dbg !18
  ret { i32, i64 } %t17, !dbg !18
}

define i32 @jaculus_entry(ptr noalias nocapture readonly %args, ptr noalias nocapture writeonly %results, ptr %env) nounwind !dbg !19 {
entry:
  %t0 = load i64, ptr %args, align 8, !dbg !20
  call i32 @jac_stack_low(ptr %env), !dbg !20
  %t1 = call { i32, i64 } @"forever()"(i64 %t0, ptr %env, ptr null), !dbg !20
  %t2 = extractvalue { i32, i64 } %t1, 0, !dbg !20
  %t3 = icmp eq i32 %t2, 0, !dbg !20
  br i1 %t3, label %good, label %bad, !prof !3, !dbg !20
good:
  %t4 = extractvalue { i32, i64 } %t1, 1, !dbg !20
  store i64 %t4, ptr %results, align 8, !dbg !20
  ret i32 0, !dbg !20
bad:
  ret i32 %t2, !dbg !20
}

declare i32 @jac_stack_low(ptr) cold nounwind willreturn
declare ptr @llvm.frameaddress.p0(i32)
define internal i1 @jac.stack.low(ptr %env) alwaysinline nounwind {
  %frame = call ptr @llvm.frameaddress.p0(i32 0)
  %here = ptrtoint ptr %frame to i64
  %end = load i64, ptr %env, align 8
  %room = icmp uge i64 %here, %end
  br i1 %room, label %done, label %look, !prof !3
look:
  %answer = call i32 @jac_stack_low(ptr %env)
  %low = icmp ne i32 %answer, 0
  br label %done
done:
  %result = phi i1 [ false, %0 ], [ %low, %look ]
  ret i1 %result
}
declare void @jac_trace(ptr nocapture, i32) cold nounwind willreturn memory(inaccessiblemem: readwrite)

!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2}
!0 = distinct !DICompileUnit(language: DW_LANG_Python, file: !1, producer: "Jaculus", isOptimized: true, emissionKind: LineTablesOnly)
!1 = !DIFile(filename: "forever.py", directory: "")
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
!13 = distinct !DISubprogram(name: "forever", linkageName: "forever()", scope: !1, file: !1, line: 4, scopeLine: 4, type: !7, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !0)
!14 = !DILocation(line: 4, column: 1, scope: !13)
!15 = !DILocation(line: 6, column: 28, scope: !13)
!16 = !DILocation(line: 6, column: 24, scope: !13)
!17 = !DILocation(line: 6, column: 12, scope: !13)
!18 = !DILocation(line: 6, column: 5, scope: !13)
!19 = distinct !DISubprogram(name: "jaculus_entry", linkageName: "jaculus_entry", scope: !1, file: !1, line: 4, scopeLine: 4, type: !7, flags: DIFlagArtificial, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !0)
!20 = !DILocation(line: 4, column: 1, scope: !19)
