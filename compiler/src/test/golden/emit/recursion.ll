define internal i32 @"forever()"(i64 %v0, ptr %env, ptr noalias %result) nounwind !dbg !8 {
entry:
  %s5 = alloca [1 x i64], align 8
  %t0 = call i1 @jac.stack.low(ptr %env), !dbg !9
  %t1 = xor i1 %t0, true, !dbg !9
  br i1 %t1, label %ok2, label %fail3, !prof !3, !dbg !9
fail3:
  ret i32 -3, !dbg !9
ok2:
  %t4 = add i64 %v0, 1, !dbg !11
  %t6 = call i32 @"forever()"(i64 %t4, ptr %env, ptr %s5), !dbg !12
  %t7 = load i64, ptr %s5, align 8, !dbg !12
  %t8 = icmp eq i32 %t6, 0, !dbg !12
  br i1 %t8, label %ok9, label %fail10, !prof !3, !dbg !12
fail10:
  call void @jac_trace(ptr %env, i32 1), !dbg !12
  ret i32 %t6, !dbg !12
ok9:
  %t11 = add i64 %t7, 1, !dbg !12
  store i64 %t11, ptr %result, align 8, !dbg !13
  ret i32 0, !dbg !13
}

define i32 @jaculus_entry(ptr noalias nocapture readonly %args, ptr noalias nocapture writeonly %results, ptr %env) nounwind !dbg !14 {
entry:
  %s1 = alloca [1 x i64], align 8
  %t0 = load i64, ptr %args, align 8, !dbg !15
  call i32 @jac_stack_low(ptr %env), !dbg !15
  %t2 = call i32 @"forever()"(i64 %t0, ptr %env, ptr %s1), !dbg !15
  %t3 = icmp eq i32 %t2, 0, !dbg !15
  br i1 %t3, label %good, label %bad, !prof !3, !dbg !15
good:
  %t4 = load i64, ptr %s1, align 8, !dbg !15
  store i64 %t4, ptr %results, align 8, !dbg !15
  ret i32 0, !dbg !15
bad:
  ret i32 %t2, !dbg !15
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
!8 = distinct !DISubprogram(name: "forever", linkageName: "forever()", scope: !1, file: !1, line: 4, scopeLine: 4, type: !7, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !0)
!9 = !DILocation(line: 4, column: 1, scope: !8)
!10 = !DILocation(line: 6, column: 28, scope: !8)
!11 = !DILocation(line: 6, column: 24, scope: !8)
!12 = !DILocation(line: 6, column: 12, scope: !8)
!13 = !DILocation(line: 6, column: 5, scope: !8)
!14 = distinct !DISubprogram(name: "jaculus_entry", linkageName: "jaculus_entry", scope: !1, file: !1, line: 4, scopeLine: 4, type: !7, flags: DIFlagArtificial, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !0)
!15 = !DILocation(line: 4, column: 1, scope: !14)
