define internal i32 @"search()"(i64 %v0, ptr %v1.0, ptr %v1.1, i64 noundef range(i64 0, -9223372036854775808) %v1.2, ptr %v2.0, ptr %v2.1, i64 noundef range(i64 0, -9223372036854775808) %v2.2, i64 %v2.3, i1 %v3, ptr %env, ptr noalias %result) nounwind !dbg !13 {
entry:
  %s24 = alloca [5 x i64], align 8
  %t0 = call i1 @jac.stack.low(ptr %env), !dbg !14
  %t1 = xor i1 %t0, true, !dbg !14
  br i1 %t1, label %ok2, label %fail3, !prof !3, !dbg !14
fail3:
  ret i32 -3, !dbg !14
ok2:
  br i1 %v3, label %then4, label %else5, !dbg !14
then4:
  br label %endif6, !dbg !14
else5:
  br label %endif6, !dbg !14
endif6:
  %v6.0 = phi ptr [ %v1.0, %then4 ], [ %v2.0, %else5 ], !dbg !14
  %v6.1 = phi ptr [ %v1.1, %then4 ], [ %v2.1, %else5 ], !dbg !14
  %v6.2 = phi i64 [ %v1.2, %then4 ], [ %v2.2, %else5 ], !dbg !14
  %v6.3 = phi i64 [ 4, %then4 ], [ %v2.3, %else5 ], !dbg !14
  br label %loop8, !dbg !14
loop8:
  %v9 = phi i64 [ %v0, %endif6 ], [ %t13, %else11 ], !dbg !14
  %t9 = icmp sle i64 %v9, 0, !dbg !14
  br i1 %t9, label %then10, label %else11, !dbg !14
then10:
  br label %end7, !dbg !14
else11:
  %t13 = sub i64 %v9, 2, !dbg !14
  br label %loop8, !dbg !14
end7:
  %v8 = phi i64 [ %v9, %then10 ], !dbg !14
  %t14 = icmp eq i64 %v8, 0, !dbg !14
  br i1 %t14, label %ok15, label %fail16, !prof !3, !dbg !14
fail16:
  %t17 = call ptr @jac_arguments(ptr %env), !dbg !14
  store i64 %v8, ptr %t17, align 8, !dbg !14
  ret i32 1, !dbg !14
ok15:
  %t18 = icmp sgt i64 %v0, 2, !dbg !14
  br i1 %t18, label %then19, label %else20, !dbg !14
then19:
  %t22 = sub i64 %v0, 1, !dbg !14
  %t23 = sub i64 %t22, 1, !dbg !14
  %t25 = getelementptr inbounds i8, ptr %s24, i64 8, !dbg !14
  store ptr inttoptr (i64 -1 to ptr), ptr %t25, align 8, !dbg !14
  %t26 = call i32 @"search()"(i64 %t23, ptr %v1.0, ptr %v1.1, i64 %v1.2, ptr %v6.0, ptr %v6.1, i64 %v6.2, i64 %v6.3, i1 %v3, ptr %env, ptr %s24), !dbg !14
  %t27 = load i64, ptr %s24, align 8, !dbg !14
  %t28 = getelementptr inbounds i8, ptr %s24, i64 8, !dbg !14
  %t29 = load ptr, ptr %t28, align 8, !dbg !14
  %t30 = getelementptr inbounds i8, ptr %s24, i64 16, !dbg !14
  %t31 = load ptr, ptr %t30, align 8, !dbg !14
  %t32 = getelementptr inbounds i8, ptr %s24, i64 24, !dbg !14
  %t33 = load i64, ptr %t32, align 8, !dbg !14
  %t34 = getelementptr inbounds i8, ptr %s24, i64 32, !dbg !14
  %t35 = load i64, ptr %t34, align 8, !dbg !14
  %t36 = icmp eq i32 %t26, 0, !dbg !14
  br i1 %t36, label %ok37, label %fail38, !prof !3, !dbg !14
fail38:
  call void @jac_trace(ptr %env, i32 2), !dbg !14
  ret i32 %t26, !dbg !14
ok37:
  br label %endif21, !dbg !14
else20:
  %t39 = getelementptr inbounds i8, ptr %v6.1, i64 0, !dbg !14
  %t40 = load i32, ptr %t39, align 1, !tbaa !11, !dbg !14
  %t41 = sext i32 %t40 to i64, !dbg !14
  br label %endif21, !dbg !14
endif21:
  %v20 = phi i64 [ %t27, %ok37 ], [ %t41, %else20 ], !dbg !14
  store i64 %v20, ptr %result, align 8, !dbg !14
  %t42 = getelementptr inbounds i8, ptr %result, i64 8, !dbg !14
  store ptr %v6.0, ptr %t42, align 8, !dbg !14
  %t43 = getelementptr inbounds i8, ptr %result, i64 16, !dbg !14
  store ptr %v6.1, ptr %t43, align 8, !dbg !14
  %t44 = getelementptr inbounds i8, ptr %result, i64 24, !dbg !14
  store i64 %v6.2, ptr %t44, align 8, !dbg !14
  %t45 = getelementptr inbounds i8, ptr %result, i64 32, !dbg !14
  store i64 %v6.3, ptr %t45, align 8, !dbg !14
  ret i32 0, !dbg !14
}

define i32 @jaculus_entry(ptr noalias nocapture readonly %args, ptr noalias nocapture writeonly %results, ptr %env) nounwind !dbg !15 {
entry:
  %s18 = alloca [5 x i64], align 8
  %t0 = load i64, ptr %args, align 8, !dbg !16
  %t1 = getelementptr inbounds i8, ptr %args, i64 8, !dbg !16
  %t2 = load ptr, ptr %t1, align 8, !dbg !16
  %t3 = getelementptr inbounds i8, ptr %args, i64 16, !dbg !16
  %t4 = load ptr, ptr %t3, align 8, !dbg !16
  %t5 = getelementptr inbounds i8, ptr %args, i64 24, !dbg !16
  %t6 = load i64, ptr %t5, align 8, !range !4, !dbg !16
  %t7 = getelementptr inbounds i8, ptr %args, i64 40, !dbg !16
  %t8 = load ptr, ptr %t7, align 8, !dbg !16
  %t9 = getelementptr inbounds i8, ptr %args, i64 48, !dbg !16
  %t10 = load ptr, ptr %t9, align 8, !dbg !16
  %t11 = getelementptr inbounds i8, ptr %args, i64 56, !dbg !16
  %t12 = load i64, ptr %t11, align 8, !range !4, !dbg !16
  %t13 = getelementptr inbounds i8, ptr %args, i64 64, !dbg !16
  %t14 = load i64, ptr %t13, align 8, !dbg !16
  %t15 = getelementptr inbounds i8, ptr %args, i64 72, !dbg !16
  %t16 = load i64, ptr %t15, align 8, !dbg !16
  %t17 = icmp ne i64 %t16, 0, !dbg !16
  call i32 @jac_stack_low(ptr %env), !dbg !16
  %t19 = call i32 @"search()"(i64 %t0, ptr %t2, ptr %t4, i64 %t6, ptr %t8, ptr %t10, i64 %t12, i64 %t14, i1 %t17, ptr %env, ptr %s18), !dbg !16
  %t20 = icmp eq i32 %t19, 0, !dbg !16
  br i1 %t20, label %good, label %bad, !prof !3, !dbg !16
good:
  %t21 = load i64, ptr %s18, align 8, !dbg !16
  %t22 = getelementptr inbounds i8, ptr %s18, i64 8, !dbg !16
  %t23 = load ptr, ptr %t22, align 8, !dbg !16
  %t24 = getelementptr inbounds i8, ptr %s18, i64 16, !dbg !16
  %t25 = load ptr, ptr %t24, align 8, !dbg !16
  %t26 = getelementptr inbounds i8, ptr %s18, i64 24, !dbg !16
  %t27 = load i64, ptr %t26, align 8, !dbg !16
  %t28 = getelementptr inbounds i8, ptr %s18, i64 32, !dbg !16
  %t29 = load i64, ptr %t28, align 8, !dbg !16
  store i64 %t21, ptr %results, align 8, !dbg !16
  %t30 = getelementptr inbounds i8, ptr %results, i64 8, !dbg !16
  store ptr %t23, ptr %t30, align 8, !dbg !16
  %t31 = getelementptr inbounds i8, ptr %results, i64 16, !dbg !16
  store ptr %t25, ptr %t31, align 8, !dbg !16
  %t32 = getelementptr inbounds i8, ptr %results, i64 24, !dbg !16
  store i64 %t27, ptr %t32, align 8, !dbg !16
  %t33 = getelementptr inbounds i8, ptr %results, i64 32, !dbg !16
  store i64 %t29, ptr %t33, align 8, !dbg !16
  ret i32 0, !dbg !16
bad:
  ret i32 %t19, !dbg !16
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
declare ptr @jac_arguments(ptr) cold nounwind willreturn memory(none)
declare void @jac_trace(ptr nocapture, i32) cold nounwind willreturn memory(inaccessiblemem: readwrite)

!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2}
!0 = distinct !DICompileUnit(language: DW_LANG_Python, file: !1, producer: "Jaculus", isOptimized: true, emissionKind: LineTablesOnly)
!1 = !DIFile(filename: "search.py", directory: "")
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
!13 = distinct !DISubprogram(name: "search", linkageName: "search()", scope: !1, file: !1, line: 1, scopeLine: 1, type: !7, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !0)
!14 = !DILocation(line: 1, column: 1, scope: !13)
!15 = distinct !DISubprogram(name: "jaculus_entry", linkageName: "jaculus_entry", scope: !1, file: !1, line: 1, scopeLine: 1, type: !7, flags: DIFlagArtificial, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !0)
!16 = !DILocation(line: 1, column: 1, scope: !15)
