; As the compiler writes a kernel `f` (lines 4 to 5 of /home/me/f.py) that calls `round` of our library: line tables only,
; the kernel inlined into the entry, the library's line inlined into the kernel's, an instruction without a line.
declare double @llvm.roundeven.f64(double)

define i32 @jaculus_entry(ptr %args, ptr %results, ptr %env) !dbg !3 {
  %x = load double, ptr %args, !dbg !10
  %y = fmul double %x, %x, !dbg !11
  %r = call double @llvm.roundeven.f64(double %y), !dbg !13
  %s = fadd double %r, %y, !dbg !11
  %t = fdiv double %s, %x, !dbg !14
  store double %t, ptr %results
  ret i32 0, !dbg !10
}

!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2}
!0 = distinct !DICompileUnit(language: DW_LANG_Python, file: !1, producer: "Jaculus", isOptimized: true, emissionKind: LineTablesOnly)
!1 = !DIFile(filename: "f.py", directory: "/home/me")
!2 = !{i32 2, !"Debug Info Version", i32 3}
!3 = distinct !DISubprogram(name: "jaculus_entry", scope: !1, file: !1, line: 3, scopeLine: 3, type: !4, flags: DIFlagArtificial, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !0)
!4 = !DISubroutineType(types: !5)
!5 = !{}
!6 = distinct !DISubprogram(name: "f", scope: !1, file: !1, line: 3, scopeLine: 3, type: !4, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !0)
!7 = !DIFile(filename: "rounding.py", directory: "<jaculus>/library/numpy")
!8 = distinct !DISubprogram(name: "round", scope: !7, file: !7, line: 70, scopeLine: 70, type: !4, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !0)
!9 = distinct !DILocation(line: 3, column: 1, scope: !3)
!10 = !DILocation(line: 3, column: 1, scope: !3)
!11 = !DILocation(line: 4, column: 9, scope: !6, inlinedAt: !9)
!12 = distinct !DILocation(line: 5, column: 12, scope: !6, inlinedAt: !9)
!13 = !DILocation(line: 71, column: 5, scope: !8, inlinedAt: !12)
!14 = !DILocation(line: 90, column: 5, scope: !8, inlinedAt: !10)
