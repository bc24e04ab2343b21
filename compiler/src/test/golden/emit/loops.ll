@data.0 = private unnamed_addr constant [24 x i8] c"\03\00\00\00\00\00\00\00\fe\ff\ff\ff\ff\ff\ff\ff\05\00\00\00\00\00\00\00", align 16
define internal i32 @"loops()"(i64 %v0, i64 %v1, ptr %env, ptr noalias %result) nounwind !dbg !13 {
entry:
  %t3 = icmp slt i64 9223372036854775803, 9223372036854775807, !dbg !14
  %t4 = sub i64 9223372036854775807, 9223372036854775803, !dbg !14
  %t5 = sub i64 %t4, 1, !dbg !14
  %t6 = udiv i64 %t5, 3, !dbg !14
  %t7 = add i64 %t6, 1, !dbg !14
  %t8 = select i1 %t3, i64 %t7, i64 0, !dbg !14
  br label %for0, !dbg !14
for0:
  %n9 = phi i64 [ 0, %entry ], [ %t12, %body1 ], !dbg !14
  %v6 = phi i64 [ 9223372036854775803, %entry ], [ %t13, %body1 ], !dbg !14
  %v7 = phi i64 [ 0, %entry ], [ %t11, %body1 ], !dbg !14
  %t10 = icmp ult i64 %n9, %t8, !dbg !14
  br i1 %t10, label %body1, label %endfor2, !dbg !14
body1:
  %t11 = add i64 %v7, %v6, !dbg !14
  %t12 = add nuw i64 %n9, 1, !dbg !14
  %t13 = add i64 %v6, 3, !dbg !14
  br label %for0, !llvm.loop !15, !dbg !14
endfor2:
  %t17 = icmp sgt i64 9223372036854775807, 9223372036854775803, !dbg !14
  %t18 = sub i64 9223372036854775807, 9223372036854775803, !dbg !14
  %t19 = sub i64 %t18, 1, !dbg !14
  %t20 = udiv i64 %t19, 2, !dbg !14
  %t21 = add i64 %t20, 1, !dbg !14
  %t22 = select i1 %t17, i64 %t21, i64 0, !dbg !14
  br label %for14, !dbg !14
for14:
  %n23 = phi i64 [ 0, %endfor2 ], [ %t26, %body15 ], !dbg !14
  %v10 = phi i64 [ 9223372036854775807, %endfor2 ], [ %t27, %body15 ], !dbg !14
  %v11 = phi i64 [ 0, %endfor2 ], [ %t25, %body15 ], !dbg !14
  %t24 = icmp ult i64 %n23, %t22, !dbg !14
  br i1 %t24, label %body15, label %endfor16, !dbg !14
body15:
  %t25 = xor i64 %v11, %v10, !dbg !14
  %t26 = add nuw i64 %n23, 1, !dbg !14
  %t27 = add i64 %v10, -2, !dbg !14
  br label %for14, !llvm.loop !16, !dbg !14
endfor16:
  %t28 = icmp ult i64 %v0, 3, !dbg !14
  br i1 %t28, label %ok29, label %fail30, !prof !3, !dbg !14
fail30:
  ret i32 1, !dbg !14
ok29:
  %t31 = getelementptr inbounds i64, ptr @data.0, i64 %v0, !dbg !14
  %t32 = load i64, ptr %t31, align 1, !tbaa !11, !dbg !14
  %t33 = call i64 @jac.pow.int64(i64 %t32, i64 %v1), !dbg !14
  store i64 %v7, ptr %result, align 8, !dbg !14
  %t34 = getelementptr inbounds i8, ptr %result, i64 8, !dbg !14
  store i64 %v11, ptr %t34, align 8, !dbg !14
  %t35 = getelementptr inbounds i8, ptr %result, i64 16, !dbg !14
  store i64 %t33, ptr %t35, align 8, !dbg !14
  ret i32 0, !dbg !14
}

define i32 @jaculus_entry(ptr noalias nocapture readonly %args, ptr noalias nocapture writeonly %results, ptr %env) nounwind !dbg !17 {
entry:
  %s3 = alloca [3 x i64], align 8
  %t0 = load i64, ptr %args, align 8, !dbg !18
  %t1 = getelementptr inbounds i8, ptr %args, i64 8, !dbg !18
  %t2 = load i64, ptr %t1, align 8, !dbg !18
  %t4 = call i32 @"loops()"(i64 %t0, i64 %t2, ptr %env, ptr %s3), !dbg !18
  %t5 = icmp eq i32 %t4, 0, !dbg !18
  br i1 %t5, label %good, label %bad, !prof !3, !dbg !18
good:
  %t6 = load i64, ptr %s3, align 8, !dbg !18
  %t7 = getelementptr inbounds i8, ptr %s3, i64 8, !dbg !18
  %t8 = load i64, ptr %t7, align 8, !dbg !18
  %t9 = getelementptr inbounds i8, ptr %s3, i64 16, !dbg !18
  %t10 = load i64, ptr %t9, align 8, !dbg !18
  store i64 %t6, ptr %results, align 8, !dbg !18
  %t11 = getelementptr inbounds i8, ptr %results, i64 8, !dbg !18
  store i64 %t8, ptr %t11, align 8, !dbg !18
  %t12 = getelementptr inbounds i8, ptr %results, i64 16, !dbg !18
  store i64 %t10, ptr %t12, align 8, !dbg !18
  ret i32 0, !dbg !18
bad:
  ret i32 %t4, !dbg !18
}

define internal i64 @jac.pow.int64(i64 %b, i64 %e) nounwind willreturn memory(none) {
entry:
  %minus = icmp slt i64 %e, 0
  br i1 %minus, label %negative, label %start
negative:
  %odd = and i64 %e, 1
  %even = icmp eq i64 %odd, 0
  %sign = select i1 %even, i64 1, i64 -1
  %isone = icmp eq i64 %b, 1
  %isminus = icmp eq i64 %b, -1
  %zero = icmp eq i64 %b, 0
  %none = select i1 %zero, i64 -9223372036854775808, i64 0
  %other = select i1 %isminus, i64 %sign, i64 %none
  %inverse = select i1 %isone, i64 1, i64 %other
  ret i64 %inverse
start:
  br label %loop
loop:
  %r = phi i64 [ 1, %start ], [ %r2, %loop ]
  %x = phi i64 [ %b, %start ], [ %x2, %loop ]
  %n = phi i64 [ %e, %start ], [ %n2, %loop ]
  %bit = and i64 %n, 1
  %set = icmp ne i64 %bit, 0
  %rx = mul i64 %r, %x
  %r2 = select i1 %set, i64 %rx, i64 %r
  %x2 = mul i64 %x, %x
  %n2 = lshr i64 %n, 1
  %more = icmp ne i64 %n2, 0
  br i1 %more, label %loop, label %done
done:
  ret i64 %r2
}

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
!13 = distinct !DISubprogram(name: "f", linkageName: "loops()", scope: !1, file: !1, line: 1, scopeLine: 1, type: !7, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !0)
!14 = !DILocation(line: 1, column: 1, scope: !13)
!15 = distinct !{!15, !5}
!16 = distinct !{!16, !5}
!17 = distinct !DISubprogram(name: "jaculus_entry", linkageName: "jaculus_entry", scope: !1, file: !1, line: 1, scopeLine: 1, type: !7, flags: DIFlagArtificial, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !0)
!18 = !DILocation(line: 1, column: 1, scope: !17)
