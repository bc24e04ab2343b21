; Functions of another library, each through its stub; a constant from a mergeable section.
; call: 0.5 2.0 -> 0.7294255386042030
; call: 0.0 3.0 -> 0.0
declare double @sin(double)
declare double @pow(double, double)

define i32 @jaculus_entry(ptr %args, ptr %results, ptr %env) {
  %x = load double, ptr %args
  %second = getelementptr double, ptr %args, i64 1
  %y = load double, ptr %second
  %s = call double @sin(double %x)
  %p = call double @pow(double %x, double %y)
  %r = fadd double %s, %p
  store double %r, ptr %results
  ret i32 0
}
