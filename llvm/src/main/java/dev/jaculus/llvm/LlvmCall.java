package dev.jaculus.llvm;

/** The functions of libLLVM that we call, spelled as LLVM's C headers spell them, so that both sides can be searched. */
enum LlvmCall {
    // There is no exported LLVMInitializeNativeTarget (the header has it inline): one call for each part.
    LLVMInitializeX86TargetInfo,
    LLVMInitializeX86Target,
    LLVMInitializeX86TargetMC,
    LLVMInitializeX86AsmPrinter,
    LLVMInitializeX86AsmParser,
    LLVMInitializeX86Disassembler,

    LLVMGetHostCPUName,
    LLVMGetHostCPUFeatures,
    LLVMDisposeMessage,
    LLVMGetErrorMessage,
    LLVMDisposeErrorMessage,

    LLVMGetTargetFromTriple,
    LLVMCreateTargetMachine,
    LLVMDisposeTargetMachine,
    LLVMCreateTargetDataLayout,
    LLVMCopyStringRepOfTargetData,
    LLVMDisposeTargetData,

    LLVMContextCreate,
    LLVMContextDispose,
    LLVMContextSetDiagnosticHandler,
    LLVMGetDiagInfoDescription,
    LLVMGetDiagInfoSeverity,
    LLVMParseCommandLineOptions,
    LLVMInstallFatalErrorHandler,

    LLVMCreateMemoryBufferWithMemoryRangeCopy,
    LLVMGetBufferStart,
    LLVMGetBufferSize,
    LLVMDisposeMemoryBuffer,

    LLVMParseIRInContext,
    LLVMVerifyModule,
    LLVMPrintModuleToString,
    LLVMDisposeModule,

    LLVMCreatePassBuilderOptions,
    LLVMDisposePassBuilderOptions,
    LLVMRunPasses,
    LLVMTargetMachineEmitToMemoryBuffer,

    LLVMGetFirstFunction,
    LLVMGetNextFunction,
    LLVMGetNamedFunction,
    LLVMAddFunction,
    LLVMDeleteFunction,
    LLVMGetNamedGlobal,
    LLVMDeleteGlobal,
    LLVMGlobalGetValueType,
    LLVMGetStringAttributeAtIndex,
    LLVMGetStringAttributeValue,
    LLVMGetValueName2,
    LLVMGetFirstUse,
    LLVMGetNextUse,
    LLVMGetUser,
    LLVMIsACallInst,
    LLVMGetInstructionParent,
    LLVMGetBasicBlockParent,
    LLVMGetNumOperands,
    LLVMSetOperand,
    LLVMReplaceAllUsesWith,
    LLVMTypeOf,
    LLVMConstNull,

    LLVMCreateDisasmCPUFeatures,
    LLVMDisasmInstruction,
    LLVMDisasmDispose
}
