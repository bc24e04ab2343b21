; Line tables: the multiplication is at line 12, the division in an inlined function at line 7.
; call: 6 7 -> 21
define internal i64 @half(i64 %x) alwaysinline !dbg !5 {
  %y = sdiv i64 %x, 2, !dbg !8
  ret i64 %y, !dbg !8
}

define i32 @jaculus_entry(ptr %args, ptr %results, ptr %env) !dbg !4 {
  %a = load i64, ptr %args, !dbg !6
  %second = getelementptr i64, ptr %args, i64 1
  %b = load i64, ptr %second, !dbg !6
  %product = mul i64 %a, %b, !dbg !7
  %half = call i64 @half(i64 %product), !dbg !9
  store i64 %half, ptr %results, !dbg !9
  ret i32 0, !dbg !9
}

!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2, !3}
!0 = distinct !DICompileUnit(language: DW_LANG_Python, file: !1, producer: "test", emissionKind: FullDebug)
!1 = !DIFile(filename: "kernel.py", directory: "/somewhere")
!2 = !{i32 2, !"Debug Info Version", i32 3}
!3 = !{i32 7, !"Dwarf Version", i32 4}
!4 = distinct !DISubprogram(name: "kernel", file: !1, line: 10, unit: !0, type: !10, spFlags: DISPFlagDefinition)
!5 = distinct !DISubprogram(name: "half", file: !1, line: 6, unit: !0, type: !10, spFlags: DISPFlagDefinition)
!6 = !DILocation(line: 11, column: 9, scope: !4)
!7 = !DILocation(line: 12, column: 13, scope: !4)
!8 = !DILocation(line: 7, column: 16, scope: !5)
!9 = !DILocation(line: 13, column: 12, scope: !4)
!10 = !DISubroutineType(types: !11)
!11 = !{}
