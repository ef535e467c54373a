source_filename = "mb"
target triple = "x86_64-linux-gnu"

@ebpfc.data.data = private constant [4 x i8] c"90\00\00", align 8
define internal i64 @empty.v1(ptr %ctx, ptr %instance) nounwind align 64 {
entry:
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  %self = select i1 %absent, ptr @ebpfc.default, ptr %instance
  store i32 0, ptr %tail_calls, align 4
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ 0, %b0 ], [ %v27, %b2 ]
  %v10 = phi i64 [ %v8, %b0 ], [ %v19, %b2 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v31, %b2 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b3, label %b2
b2:
  %v14 = trunc i64 %v10 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1023
  %v26 = zext i32 %v25 to i64
  %v27 = add i64 %v9, %v26
  %v29 = trunc i64 %v11 to i32
  %v30 = add i32 %v29, -1
  %v31 = zext i32 %v30 to i64
  %v33 = icmp eq i32 %v30, 0
  br i1 %v33, label %b3, label %b1
b3:
  %v34 = phi i64 [ %v9, %b1 ], [ %v27, %b2 ]
  %v35 = phi i64 [ %v10, %b1 ], [ %v19, %b2 ]
  %t5 = getelementptr i8, ptr %self, i64 152
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  store i64 %v34, ptr %t6, align 1, !alias.scope !16, !noalias !17
  %v38 = trunc i64 %v35 to i32
  store i32 %v38, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @empty.v3(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v3" "tune-cpu"="alderlake" align 64 {
entry:
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  %self = select i1 %absent, ptr @ebpfc.default, ptr %instance
  store i32 0, ptr %tail_calls, align 4
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ 0, %b0 ], [ %v27, %b2 ]
  %v10 = phi i64 [ %v8, %b0 ], [ %v19, %b2 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v31, %b2 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b3, label %b2
b2:
  %v14 = trunc i64 %v10 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1023
  %v26 = zext i32 %v25 to i64
  %v27 = add i64 %v9, %v26
  %v29 = trunc i64 %v11 to i32
  %v30 = add i32 %v29, -1
  %v31 = zext i32 %v30 to i64
  %v33 = icmp eq i32 %v30, 0
  br i1 %v33, label %b3, label %b1
b3:
  %v34 = phi i64 [ %v9, %b1 ], [ %v27, %b2 ]
  %v35 = phi i64 [ %v10, %b1 ], [ %v19, %b2 ]
  %t5 = getelementptr i8, ptr %self, i64 152
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  store i64 %v34, ptr %t6, align 1, !alias.scope !16, !noalias !17
  %v38 = trunc i64 %v35 to i32
  store i32 %v38, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @empty.v4(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v4" "tune-cpu"="sapphirerapids" "target-features"="+avx512bitalg,+avx512ifma,+avx512vbmi,+avx512vbmi2,+avx512vnni,+avx512vpopcntdq" "prefer-vector-width"="256" align 64 {
entry:
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  %self = select i1 %absent, ptr @ebpfc.default, ptr %instance
  store i32 0, ptr %tail_calls, align 4
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ 0, %b0 ], [ %v27, %b2 ]
  %v10 = phi i64 [ %v8, %b0 ], [ %v19, %b2 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v31, %b2 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b3, label %b2
b2:
  %v14 = trunc i64 %v10 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1023
  %v26 = zext i32 %v25 to i64
  %v27 = add i64 %v9, %v26
  %v29 = trunc i64 %v11 to i32
  %v30 = add i32 %v29, -1
  %v31 = zext i32 %v30 to i64
  %v33 = icmp eq i32 %v30, 0
  br i1 %v33, label %b3, label %b1
b3:
  %v34 = phi i64 [ %v9, %b1 ], [ %v27, %b2 ]
  %v35 = phi i64 [ %v10, %b1 ], [ %v19, %b2 ]
  %t5 = getelementptr i8, ptr %self, i64 152
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  store i64 %v34, ptr %t6, align 1, !alias.scope !16, !noalias !17
  %v38 = trunc i64 %v35 to i32
  store i32 %v38, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

@empty = protected ifunc i64 (ptr, ptr), ptr @empty.resolve
define hidden ptr @empty.resolve() nounwind {
  %level = call i32 @ebpfc.cpu()
  %has0 = icmp uge i32 %level, 2
  %best0 = select i1 %has0, ptr @empty.v3, ptr @empty.v1
  %has1 = icmp uge i32 %level, 3
  %best1 = select i1 %has1, ptr @empty.v4, ptr %best0
  ret ptr %best1
}

@ebpfc.needs.lookup_hash_1k = private unnamed_addr constant [72 x i8] c"ebpfc: lookup_hash_1k needs map hash_1k: load the object with libebpfc\0A\00"
define internal i64 @lookup_hash_1k.v1(ptr %ctx, ptr %instance) nounwind align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.lookup_hash_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b4 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v34, %b4 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v38, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b5, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1023
  store i32 %v25, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 64
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call ptr @ebpfc_inline_hash_lookup(ptr %t6, ptr %slot0, i32 1, i32 4, i32 8, i32 2048)
  %v31 = icmp eq ptr %t7, null
  br i1 %v31, label %b4, label %b3
b3:
  %t8 = load i64, ptr %t7, align 1, !alias.scope !14, !noalias !15
  %v32 = freeze i64 %t8
  %v33 = add i64 %v32, %v10
  br label %b4
b4:
  %v34 = phi i64 [ %v10, %b2 ], [ %v33, %b3 ]
  %v36 = trunc i64 %v11 to i32
  %v37 = add i32 %v36, -1
  %v38 = zext i32 %v37 to i64
  %v40 = icmp eq i32 %v37, 0
  br i1 %v40, label %b5, label %b1
b5:
  %v41 = phi i64 [ %v9, %b1 ], [ %v19, %b4 ]
  %v42 = phi i64 [ %v10, %b1 ], [ %v34, %b4 ]
  %t9 = getelementptr i8, ptr %self, i64 152
  %t10 = load ptr, ptr %t9, align 8, !invariant.load !20
  store i64 %v42, ptr %t10, align 1, !alias.scope !16, !noalias !17
  %v45 = trunc i64 %v41 to i32
  store i32 %v45, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @lookup_hash_1k.v3(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v3" "tune-cpu"="alderlake" align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.lookup_hash_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b4 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v34, %b4 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v38, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b5, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1023
  store i32 %v25, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 64
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call ptr @ebpfc_inline_hash_lookup(ptr %t6, ptr %slot0, i32 1, i32 4, i32 8, i32 2048)
  %v31 = icmp eq ptr %t7, null
  br i1 %v31, label %b4, label %b3
b3:
  %t8 = load i64, ptr %t7, align 1, !alias.scope !14, !noalias !15
  %v32 = freeze i64 %t8
  %v33 = add i64 %v32, %v10
  br label %b4
b4:
  %v34 = phi i64 [ %v10, %b2 ], [ %v33, %b3 ]
  %v36 = trunc i64 %v11 to i32
  %v37 = add i32 %v36, -1
  %v38 = zext i32 %v37 to i64
  %v40 = icmp eq i32 %v37, 0
  br i1 %v40, label %b5, label %b1
b5:
  %v41 = phi i64 [ %v9, %b1 ], [ %v19, %b4 ]
  %v42 = phi i64 [ %v10, %b1 ], [ %v34, %b4 ]
  %t9 = getelementptr i8, ptr %self, i64 152
  %t10 = load ptr, ptr %t9, align 8, !invariant.load !20
  store i64 %v42, ptr %t10, align 1, !alias.scope !16, !noalias !17
  %v45 = trunc i64 %v41 to i32
  store i32 %v45, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @lookup_hash_1k.v4(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v4" "tune-cpu"="sapphirerapids" "target-features"="+avx512bitalg,+avx512ifma,+avx512vbmi,+avx512vbmi2,+avx512vnni,+avx512vpopcntdq" "prefer-vector-width"="256" align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.lookup_hash_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b4 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v34, %b4 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v38, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b5, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1023
  store i32 %v25, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 64
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call ptr @ebpfc_inline_hash_lookup(ptr %t6, ptr %slot0, i32 1, i32 4, i32 8, i32 2048)
  %v31 = icmp eq ptr %t7, null
  br i1 %v31, label %b4, label %b3
b3:
  %t8 = load i64, ptr %t7, align 1, !alias.scope !14, !noalias !15
  %v32 = freeze i64 %t8
  %v33 = add i64 %v32, %v10
  br label %b4
b4:
  %v34 = phi i64 [ %v10, %b2 ], [ %v33, %b3 ]
  %v36 = trunc i64 %v11 to i32
  %v37 = add i32 %v36, -1
  %v38 = zext i32 %v37 to i64
  %v40 = icmp eq i32 %v37, 0
  br i1 %v40, label %b5, label %b1
b5:
  %v41 = phi i64 [ %v9, %b1 ], [ %v19, %b4 ]
  %v42 = phi i64 [ %v10, %b1 ], [ %v34, %b4 ]
  %t9 = getelementptr i8, ptr %self, i64 152
  %t10 = load ptr, ptr %t9, align 8, !invariant.load !20
  store i64 %v42, ptr %t10, align 1, !alias.scope !16, !noalias !17
  %v45 = trunc i64 %v41 to i32
  store i32 %v45, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

@lookup_hash_1k = protected ifunc i64 (ptr, ptr), ptr @lookup_hash_1k.resolve
define hidden ptr @lookup_hash_1k.resolve() nounwind {
  %level = call i32 @ebpfc.cpu()
  %has0 = icmp uge i32 %level, 2
  %best0 = select i1 %has0, ptr @lookup_hash_1k.v3, ptr @lookup_hash_1k.v1
  %has1 = icmp uge i32 %level, 3
  %best1 = select i1 %has1, ptr @lookup_hash_1k.v4, ptr %best0
  ret ptr %best1
}

@ebpfc.needs.chained_hash_1k = private unnamed_addr constant [73 x i8] c"ebpfc: chained_hash_1k needs map hash_1k: load the object with libebpfc\0A\00"
define internal i64 @chained_hash_1k.v1(ptr %ctx, ptr %instance) nounwind align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.chained_hash_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v6 = freeze i32 %t2
  %v7 = zext i32 %v6 to i64
  br label %b1
b1:
  %v8 = phi i64 [ %v7, %b0 ], [ %v37, %b4 ]
  %v9 = phi i64 [ 8192, %b0 ], [ %v41, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v10 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v10, label %b5, label %b2
b2:
  %v12 = trunc i64 %v8 to i32
  %v13 = mul i32 %v12, 1664525
  %v16 = add i32 %v13, 1013904223
  %v17 = zext i32 %v16 to i64
  %v20 = lshr i32 %v16, 8
  %v23 = and i32 %v20, 1023
  store i32 %v23, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 64
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call ptr @ebpfc_inline_hash_lookup(ptr %t6, ptr %slot0, i32 1, i32 4, i32 8, i32 2048)
  %v30 = icmp eq ptr %t7, null
  br i1 %v30, label %b4, label %b3
b3:
  %t8 = load i64, ptr %t7, align 1, !alias.scope !14, !noalias !15
  %v31 = freeze i64 %t8
  %v33 = lshr i64 %v31, 63
  %v34 = trunc i64 %v33 to i32
  %v35 = add i32 %v16, %v34
  %v36 = zext i32 %v35 to i64
  br label %b4
b4:
  %v37 = phi i64 [ %v17, %b2 ], [ %v36, %b3 ]
  %v39 = trunc i64 %v9 to i32
  %v40 = add i32 %v39, -1
  %v41 = zext i32 %v40 to i64
  %v43 = icmp eq i32 %v40, 0
  br i1 %v43, label %b5, label %b1
b5:
  %v44 = phi i64 [ %v8, %b1 ], [ %v37, %b4 ]
  %v46 = trunc i64 %v44 to i32
  store i32 %v46, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %t9 = getelementptr i8, ptr %self, i64 152
  %t10 = load ptr, ptr %t9, align 8, !invariant.load !20
  store i64 0, ptr %t10, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @chained_hash_1k.v3(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v3" "tune-cpu"="alderlake" align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.chained_hash_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v6 = freeze i32 %t2
  %v7 = zext i32 %v6 to i64
  br label %b1
b1:
  %v8 = phi i64 [ %v7, %b0 ], [ %v37, %b4 ]
  %v9 = phi i64 [ 8192, %b0 ], [ %v41, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v10 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v10, label %b5, label %b2
b2:
  %v12 = trunc i64 %v8 to i32
  %v13 = mul i32 %v12, 1664525
  %v16 = add i32 %v13, 1013904223
  %v17 = zext i32 %v16 to i64
  %v20 = lshr i32 %v16, 8
  %v23 = and i32 %v20, 1023
  store i32 %v23, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 64
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call ptr @ebpfc_inline_hash_lookup(ptr %t6, ptr %slot0, i32 1, i32 4, i32 8, i32 2048)
  %v30 = icmp eq ptr %t7, null
  br i1 %v30, label %b4, label %b3
b3:
  %t8 = load i64, ptr %t7, align 1, !alias.scope !14, !noalias !15
  %v31 = freeze i64 %t8
  %v33 = lshr i64 %v31, 63
  %v34 = trunc i64 %v33 to i32
  %v35 = add i32 %v16, %v34
  %v36 = zext i32 %v35 to i64
  br label %b4
b4:
  %v37 = phi i64 [ %v17, %b2 ], [ %v36, %b3 ]
  %v39 = trunc i64 %v9 to i32
  %v40 = add i32 %v39, -1
  %v41 = zext i32 %v40 to i64
  %v43 = icmp eq i32 %v40, 0
  br i1 %v43, label %b5, label %b1
b5:
  %v44 = phi i64 [ %v8, %b1 ], [ %v37, %b4 ]
  %v46 = trunc i64 %v44 to i32
  store i32 %v46, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %t9 = getelementptr i8, ptr %self, i64 152
  %t10 = load ptr, ptr %t9, align 8, !invariant.load !20
  store i64 0, ptr %t10, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @chained_hash_1k.v4(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v4" "tune-cpu"="sapphirerapids" "target-features"="+avx512bitalg,+avx512ifma,+avx512vbmi,+avx512vbmi2,+avx512vnni,+avx512vpopcntdq" "prefer-vector-width"="256" align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.chained_hash_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v6 = freeze i32 %t2
  %v7 = zext i32 %v6 to i64
  br label %b1
b1:
  %v8 = phi i64 [ %v7, %b0 ], [ %v37, %b4 ]
  %v9 = phi i64 [ 8192, %b0 ], [ %v41, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v10 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v10, label %b5, label %b2
b2:
  %v12 = trunc i64 %v8 to i32
  %v13 = mul i32 %v12, 1664525
  %v16 = add i32 %v13, 1013904223
  %v17 = zext i32 %v16 to i64
  %v20 = lshr i32 %v16, 8
  %v23 = and i32 %v20, 1023
  store i32 %v23, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 64
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call ptr @ebpfc_inline_hash_lookup(ptr %t6, ptr %slot0, i32 1, i32 4, i32 8, i32 2048)
  %v30 = icmp eq ptr %t7, null
  br i1 %v30, label %b4, label %b3
b3:
  %t8 = load i64, ptr %t7, align 1, !alias.scope !14, !noalias !15
  %v31 = freeze i64 %t8
  %v33 = lshr i64 %v31, 63
  %v34 = trunc i64 %v33 to i32
  %v35 = add i32 %v16, %v34
  %v36 = zext i32 %v35 to i64
  br label %b4
b4:
  %v37 = phi i64 [ %v17, %b2 ], [ %v36, %b3 ]
  %v39 = trunc i64 %v9 to i32
  %v40 = add i32 %v39, -1
  %v41 = zext i32 %v40 to i64
  %v43 = icmp eq i32 %v40, 0
  br i1 %v43, label %b5, label %b1
b5:
  %v44 = phi i64 [ %v8, %b1 ], [ %v37, %b4 ]
  %v46 = trunc i64 %v44 to i32
  store i32 %v46, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %t9 = getelementptr i8, ptr %self, i64 152
  %t10 = load ptr, ptr %t9, align 8, !invariant.load !20
  store i64 0, ptr %t10, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

@chained_hash_1k = protected ifunc i64 (ptr, ptr), ptr @chained_hash_1k.resolve
define hidden ptr @chained_hash_1k.resolve() nounwind {
  %level = call i32 @ebpfc.cpu()
  %has0 = icmp uge i32 %level, 2
  %best0 = select i1 %has0, ptr @chained_hash_1k.v3, ptr @chained_hash_1k.v1
  %has1 = icmp uge i32 %level, 3
  %best1 = select i1 %has1, ptr @chained_hash_1k.v4, ptr %best0
  ret ptr %best1
}

@ebpfc.needs.lookup_hash_1m = private unnamed_addr constant [72 x i8] c"ebpfc: lookup_hash_1m needs map hash_1m: load the object with libebpfc\0A\00"
define internal i64 @lookup_hash_1m.v1(ptr %ctx, ptr %instance) nounwind align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.lookup_hash_1m)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b4 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v34, %b4 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v38, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b5, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1048575
  store i32 %v25, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 72
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call ptr @ebpfc_inline_hash_lookup(ptr %t6, ptr %slot0, i32 1, i32 4, i32 8, i32 2097152)
  %v31 = icmp eq ptr %t7, null
  br i1 %v31, label %b4, label %b3
b3:
  %t8 = load i64, ptr %t7, align 1, !alias.scope !14, !noalias !15
  %v32 = freeze i64 %t8
  %v33 = add i64 %v32, %v10
  br label %b4
b4:
  %v34 = phi i64 [ %v10, %b2 ], [ %v33, %b3 ]
  %v36 = trunc i64 %v11 to i32
  %v37 = add i32 %v36, -1
  %v38 = zext i32 %v37 to i64
  %v40 = icmp eq i32 %v37, 0
  br i1 %v40, label %b5, label %b1
b5:
  %v41 = phi i64 [ %v9, %b1 ], [ %v19, %b4 ]
  %v42 = phi i64 [ %v10, %b1 ], [ %v34, %b4 ]
  %t9 = getelementptr i8, ptr %self, i64 152
  %t10 = load ptr, ptr %t9, align 8, !invariant.load !20
  store i64 %v42, ptr %t10, align 1, !alias.scope !16, !noalias !17
  %v45 = trunc i64 %v41 to i32
  store i32 %v45, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @lookup_hash_1m.v3(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v3" "tune-cpu"="alderlake" align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.lookup_hash_1m)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b4 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v34, %b4 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v38, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b5, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1048575
  store i32 %v25, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 72
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call ptr @ebpfc_inline_hash_lookup(ptr %t6, ptr %slot0, i32 1, i32 4, i32 8, i32 2097152)
  %v31 = icmp eq ptr %t7, null
  br i1 %v31, label %b4, label %b3
b3:
  %t8 = load i64, ptr %t7, align 1, !alias.scope !14, !noalias !15
  %v32 = freeze i64 %t8
  %v33 = add i64 %v32, %v10
  br label %b4
b4:
  %v34 = phi i64 [ %v10, %b2 ], [ %v33, %b3 ]
  %v36 = trunc i64 %v11 to i32
  %v37 = add i32 %v36, -1
  %v38 = zext i32 %v37 to i64
  %v40 = icmp eq i32 %v37, 0
  br i1 %v40, label %b5, label %b1
b5:
  %v41 = phi i64 [ %v9, %b1 ], [ %v19, %b4 ]
  %v42 = phi i64 [ %v10, %b1 ], [ %v34, %b4 ]
  %t9 = getelementptr i8, ptr %self, i64 152
  %t10 = load ptr, ptr %t9, align 8, !invariant.load !20
  store i64 %v42, ptr %t10, align 1, !alias.scope !16, !noalias !17
  %v45 = trunc i64 %v41 to i32
  store i32 %v45, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @lookup_hash_1m.v4(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v4" "tune-cpu"="sapphirerapids" "target-features"="+avx512bitalg,+avx512ifma,+avx512vbmi,+avx512vbmi2,+avx512vnni,+avx512vpopcntdq" "prefer-vector-width"="256" align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.lookup_hash_1m)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b4 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v34, %b4 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v38, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b5, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1048575
  store i32 %v25, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 72
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call ptr @ebpfc_inline_hash_lookup(ptr %t6, ptr %slot0, i32 1, i32 4, i32 8, i32 2097152)
  %v31 = icmp eq ptr %t7, null
  br i1 %v31, label %b4, label %b3
b3:
  %t8 = load i64, ptr %t7, align 1, !alias.scope !14, !noalias !15
  %v32 = freeze i64 %t8
  %v33 = add i64 %v32, %v10
  br label %b4
b4:
  %v34 = phi i64 [ %v10, %b2 ], [ %v33, %b3 ]
  %v36 = trunc i64 %v11 to i32
  %v37 = add i32 %v36, -1
  %v38 = zext i32 %v37 to i64
  %v40 = icmp eq i32 %v37, 0
  br i1 %v40, label %b5, label %b1
b5:
  %v41 = phi i64 [ %v9, %b1 ], [ %v19, %b4 ]
  %v42 = phi i64 [ %v10, %b1 ], [ %v34, %b4 ]
  %t9 = getelementptr i8, ptr %self, i64 152
  %t10 = load ptr, ptr %t9, align 8, !invariant.load !20
  store i64 %v42, ptr %t10, align 1, !alias.scope !16, !noalias !17
  %v45 = trunc i64 %v41 to i32
  store i32 %v45, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

@lookup_hash_1m = protected ifunc i64 (ptr, ptr), ptr @lookup_hash_1m.resolve
define hidden ptr @lookup_hash_1m.resolve() nounwind {
  %level = call i32 @ebpfc.cpu()
  %has0 = icmp uge i32 %level, 2
  %best0 = select i1 %has0, ptr @lookup_hash_1m.v3, ptr @lookup_hash_1m.v1
  %has1 = icmp uge i32 %level, 3
  %best1 = select i1 %has1, ptr @lookup_hash_1m.v4, ptr %best0
  ret ptr %best1
}

@ebpfc.needs.chained_hash_1m = private unnamed_addr constant [73 x i8] c"ebpfc: chained_hash_1m needs map hash_1m: load the object with libebpfc\0A\00"
define internal i64 @chained_hash_1m.v1(ptr %ctx, ptr %instance) nounwind align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.chained_hash_1m)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v6 = freeze i32 %t2
  %v7 = zext i32 %v6 to i64
  br label %b1
b1:
  %v8 = phi i64 [ %v7, %b0 ], [ %v37, %b4 ]
  %v9 = phi i64 [ 8192, %b0 ], [ %v41, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v10 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v10, label %b5, label %b2
b2:
  %v12 = trunc i64 %v8 to i32
  %v13 = mul i32 %v12, 1664525
  %v16 = add i32 %v13, 1013904223
  %v17 = zext i32 %v16 to i64
  %v20 = lshr i32 %v16, 8
  %v23 = and i32 %v20, 1048575
  store i32 %v23, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 72
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call ptr @ebpfc_inline_hash_lookup(ptr %t6, ptr %slot0, i32 1, i32 4, i32 8, i32 2097152)
  %v30 = icmp eq ptr %t7, null
  br i1 %v30, label %b4, label %b3
b3:
  %t8 = load i64, ptr %t7, align 1, !alias.scope !14, !noalias !15
  %v31 = freeze i64 %t8
  %v33 = lshr i64 %v31, 63
  %v34 = trunc i64 %v33 to i32
  %v35 = add i32 %v16, %v34
  %v36 = zext i32 %v35 to i64
  br label %b4
b4:
  %v37 = phi i64 [ %v17, %b2 ], [ %v36, %b3 ]
  %v39 = trunc i64 %v9 to i32
  %v40 = add i32 %v39, -1
  %v41 = zext i32 %v40 to i64
  %v43 = icmp eq i32 %v40, 0
  br i1 %v43, label %b5, label %b1
b5:
  %v44 = phi i64 [ %v8, %b1 ], [ %v37, %b4 ]
  %v46 = trunc i64 %v44 to i32
  store i32 %v46, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %t9 = getelementptr i8, ptr %self, i64 152
  %t10 = load ptr, ptr %t9, align 8, !invariant.load !20
  store i64 0, ptr %t10, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @chained_hash_1m.v3(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v3" "tune-cpu"="alderlake" align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.chained_hash_1m)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v6 = freeze i32 %t2
  %v7 = zext i32 %v6 to i64
  br label %b1
b1:
  %v8 = phi i64 [ %v7, %b0 ], [ %v37, %b4 ]
  %v9 = phi i64 [ 8192, %b0 ], [ %v41, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v10 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v10, label %b5, label %b2
b2:
  %v12 = trunc i64 %v8 to i32
  %v13 = mul i32 %v12, 1664525
  %v16 = add i32 %v13, 1013904223
  %v17 = zext i32 %v16 to i64
  %v20 = lshr i32 %v16, 8
  %v23 = and i32 %v20, 1048575
  store i32 %v23, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 72
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call ptr @ebpfc_inline_hash_lookup(ptr %t6, ptr %slot0, i32 1, i32 4, i32 8, i32 2097152)
  %v30 = icmp eq ptr %t7, null
  br i1 %v30, label %b4, label %b3
b3:
  %t8 = load i64, ptr %t7, align 1, !alias.scope !14, !noalias !15
  %v31 = freeze i64 %t8
  %v33 = lshr i64 %v31, 63
  %v34 = trunc i64 %v33 to i32
  %v35 = add i32 %v16, %v34
  %v36 = zext i32 %v35 to i64
  br label %b4
b4:
  %v37 = phi i64 [ %v17, %b2 ], [ %v36, %b3 ]
  %v39 = trunc i64 %v9 to i32
  %v40 = add i32 %v39, -1
  %v41 = zext i32 %v40 to i64
  %v43 = icmp eq i32 %v40, 0
  br i1 %v43, label %b5, label %b1
b5:
  %v44 = phi i64 [ %v8, %b1 ], [ %v37, %b4 ]
  %v46 = trunc i64 %v44 to i32
  store i32 %v46, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %t9 = getelementptr i8, ptr %self, i64 152
  %t10 = load ptr, ptr %t9, align 8, !invariant.load !20
  store i64 0, ptr %t10, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @chained_hash_1m.v4(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v4" "tune-cpu"="sapphirerapids" "target-features"="+avx512bitalg,+avx512ifma,+avx512vbmi,+avx512vbmi2,+avx512vnni,+avx512vpopcntdq" "prefer-vector-width"="256" align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.chained_hash_1m)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v6 = freeze i32 %t2
  %v7 = zext i32 %v6 to i64
  br label %b1
b1:
  %v8 = phi i64 [ %v7, %b0 ], [ %v37, %b4 ]
  %v9 = phi i64 [ 8192, %b0 ], [ %v41, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v10 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v10, label %b5, label %b2
b2:
  %v12 = trunc i64 %v8 to i32
  %v13 = mul i32 %v12, 1664525
  %v16 = add i32 %v13, 1013904223
  %v17 = zext i32 %v16 to i64
  %v20 = lshr i32 %v16, 8
  %v23 = and i32 %v20, 1048575
  store i32 %v23, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 72
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call ptr @ebpfc_inline_hash_lookup(ptr %t6, ptr %slot0, i32 1, i32 4, i32 8, i32 2097152)
  %v30 = icmp eq ptr %t7, null
  br i1 %v30, label %b4, label %b3
b3:
  %t8 = load i64, ptr %t7, align 1, !alias.scope !14, !noalias !15
  %v31 = freeze i64 %t8
  %v33 = lshr i64 %v31, 63
  %v34 = trunc i64 %v33 to i32
  %v35 = add i32 %v16, %v34
  %v36 = zext i32 %v35 to i64
  br label %b4
b4:
  %v37 = phi i64 [ %v17, %b2 ], [ %v36, %b3 ]
  %v39 = trunc i64 %v9 to i32
  %v40 = add i32 %v39, -1
  %v41 = zext i32 %v40 to i64
  %v43 = icmp eq i32 %v40, 0
  br i1 %v43, label %b5, label %b1
b5:
  %v44 = phi i64 [ %v8, %b1 ], [ %v37, %b4 ]
  %v46 = trunc i64 %v44 to i32
  store i32 %v46, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %t9 = getelementptr i8, ptr %self, i64 152
  %t10 = load ptr, ptr %t9, align 8, !invariant.load !20
  store i64 0, ptr %t10, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

@chained_hash_1m = protected ifunc i64 (ptr, ptr), ptr @chained_hash_1m.resolve
define hidden ptr @chained_hash_1m.resolve() nounwind {
  %level = call i32 @ebpfc.cpu()
  %has0 = icmp uge i32 %level, 2
  %best0 = select i1 %has0, ptr @chained_hash_1m.v3, ptr @chained_hash_1m.v1
  %has1 = icmp uge i32 %level, 3
  %best1 = select i1 %has1, ptr @chained_hash_1m.v4, ptr %best0
  ret ptr %best1
}

@ebpfc.needs.lookup_array_1k = private unnamed_addr constant [74 x i8] c"ebpfc: lookup_array_1k needs map array_1k: load the object with libebpfc\0A\00"
define internal i64 @lookup_array_1k.v1(ptr %ctx, ptr %instance) nounwind align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.lookup_array_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b4 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v34, %b4 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v38, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b5, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1023
  store i32 %v25, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 80
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = load i32, ptr %slot0, align 1
  %t8 = icmp ult i32 %t7, 1024
  %t9 = zext i32 %t7 to i64
  %t10 = mul nuw i64 %t9, 8
  %t11 = getelementptr i8, ptr %t6, i64 24
  %t12 = load ptr, ptr %t11, align 8, !invariant.load !20, !nonnull !20
  %t13 = getelementptr inbounds i8, ptr %t12, i64 %t10
  %t14 = select i1 %t8, ptr %t13, ptr null
  %v31 = icmp eq ptr %t14, null
  br i1 %v31, label %b4, label %b3
b3:
  %t15 = load i64, ptr %t14, align 1, !alias.scope !14, !noalias !15
  %v32 = freeze i64 %t15
  %v33 = add i64 %v32, %v10
  br label %b4
b4:
  %v34 = phi i64 [ %v10, %b2 ], [ %v33, %b3 ]
  %v36 = trunc i64 %v11 to i32
  %v37 = add i32 %v36, -1
  %v38 = zext i32 %v37 to i64
  %v40 = icmp eq i32 %v37, 0
  br i1 %v40, label %b5, label %b1
b5:
  %v41 = phi i64 [ %v9, %b1 ], [ %v19, %b4 ]
  %v42 = phi i64 [ %v10, %b1 ], [ %v34, %b4 ]
  %t16 = getelementptr i8, ptr %self, i64 152
  %t17 = load ptr, ptr %t16, align 8, !invariant.load !20
  store i64 %v42, ptr %t17, align 1, !alias.scope !16, !noalias !17
  %v45 = trunc i64 %v41 to i32
  store i32 %v45, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @lookup_array_1k.v3(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v3" "tune-cpu"="alderlake" align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.lookup_array_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b4 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v34, %b4 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v38, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b5, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1023
  store i32 %v25, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 80
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = load i32, ptr %slot0, align 1
  %t8 = icmp ult i32 %t7, 1024
  %t9 = zext i32 %t7 to i64
  %t10 = mul nuw i64 %t9, 8
  %t11 = getelementptr i8, ptr %t6, i64 24
  %t12 = load ptr, ptr %t11, align 8, !invariant.load !20, !nonnull !20
  %t13 = getelementptr inbounds i8, ptr %t12, i64 %t10
  %t14 = select i1 %t8, ptr %t13, ptr null
  %v31 = icmp eq ptr %t14, null
  br i1 %v31, label %b4, label %b3
b3:
  %t15 = load i64, ptr %t14, align 1, !alias.scope !14, !noalias !15
  %v32 = freeze i64 %t15
  %v33 = add i64 %v32, %v10
  br label %b4
b4:
  %v34 = phi i64 [ %v10, %b2 ], [ %v33, %b3 ]
  %v36 = trunc i64 %v11 to i32
  %v37 = add i32 %v36, -1
  %v38 = zext i32 %v37 to i64
  %v40 = icmp eq i32 %v37, 0
  br i1 %v40, label %b5, label %b1
b5:
  %v41 = phi i64 [ %v9, %b1 ], [ %v19, %b4 ]
  %v42 = phi i64 [ %v10, %b1 ], [ %v34, %b4 ]
  %t16 = getelementptr i8, ptr %self, i64 152
  %t17 = load ptr, ptr %t16, align 8, !invariant.load !20
  store i64 %v42, ptr %t17, align 1, !alias.scope !16, !noalias !17
  %v45 = trunc i64 %v41 to i32
  store i32 %v45, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @lookup_array_1k.v4(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v4" "tune-cpu"="sapphirerapids" "target-features"="+avx512bitalg,+avx512ifma,+avx512vbmi,+avx512vbmi2,+avx512vnni,+avx512vpopcntdq" "prefer-vector-width"="256" align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.lookup_array_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b4 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v34, %b4 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v38, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b5, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1023
  store i32 %v25, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 80
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = load i32, ptr %slot0, align 1
  %t8 = icmp ult i32 %t7, 1024
  %t9 = zext i32 %t7 to i64
  %t10 = mul nuw i64 %t9, 8
  %t11 = getelementptr i8, ptr %t6, i64 24
  %t12 = load ptr, ptr %t11, align 8, !invariant.load !20, !nonnull !20
  %t13 = getelementptr inbounds i8, ptr %t12, i64 %t10
  %t14 = select i1 %t8, ptr %t13, ptr null
  %v31 = icmp eq ptr %t14, null
  br i1 %v31, label %b4, label %b3
b3:
  %t15 = load i64, ptr %t14, align 1, !alias.scope !14, !noalias !15
  %v32 = freeze i64 %t15
  %v33 = add i64 %v32, %v10
  br label %b4
b4:
  %v34 = phi i64 [ %v10, %b2 ], [ %v33, %b3 ]
  %v36 = trunc i64 %v11 to i32
  %v37 = add i32 %v36, -1
  %v38 = zext i32 %v37 to i64
  %v40 = icmp eq i32 %v37, 0
  br i1 %v40, label %b5, label %b1
b5:
  %v41 = phi i64 [ %v9, %b1 ], [ %v19, %b4 ]
  %v42 = phi i64 [ %v10, %b1 ], [ %v34, %b4 ]
  %t16 = getelementptr i8, ptr %self, i64 152
  %t17 = load ptr, ptr %t16, align 8, !invariant.load !20
  store i64 %v42, ptr %t17, align 1, !alias.scope !16, !noalias !17
  %v45 = trunc i64 %v41 to i32
  store i32 %v45, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

@lookup_array_1k = protected ifunc i64 (ptr, ptr), ptr @lookup_array_1k.resolve
define hidden ptr @lookup_array_1k.resolve() nounwind {
  %level = call i32 @ebpfc.cpu()
  %has0 = icmp uge i32 %level, 2
  %best0 = select i1 %has0, ptr @lookup_array_1k.v3, ptr @lookup_array_1k.v1
  %has1 = icmp uge i32 %level, 3
  %best1 = select i1 %has1, ptr @lookup_array_1k.v4, ptr %best0
  ret ptr %best1
}

@ebpfc.needs.chained_array_1k = private unnamed_addr constant [75 x i8] c"ebpfc: chained_array_1k needs map array_1k: load the object with libebpfc\0A\00"
define internal i64 @chained_array_1k.v1(ptr %ctx, ptr %instance) nounwind align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.chained_array_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v6 = freeze i32 %t2
  %v7 = zext i32 %v6 to i64
  br label %b1
b1:
  %v8 = phi i64 [ %v7, %b0 ], [ %v37, %b4 ]
  %v9 = phi i64 [ 8192, %b0 ], [ %v41, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v10 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v10, label %b5, label %b2
b2:
  %v12 = trunc i64 %v8 to i32
  %v13 = mul i32 %v12, 1664525
  %v16 = add i32 %v13, 1013904223
  %v17 = zext i32 %v16 to i64
  %v20 = lshr i32 %v16, 8
  %v23 = and i32 %v20, 1023
  store i32 %v23, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 80
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = load i32, ptr %slot0, align 1
  %t8 = icmp ult i32 %t7, 1024
  %t9 = zext i32 %t7 to i64
  %t10 = mul nuw i64 %t9, 8
  %t11 = getelementptr i8, ptr %t6, i64 24
  %t12 = load ptr, ptr %t11, align 8, !invariant.load !20, !nonnull !20
  %t13 = getelementptr inbounds i8, ptr %t12, i64 %t10
  %t14 = select i1 %t8, ptr %t13, ptr null
  %v30 = icmp eq ptr %t14, null
  br i1 %v30, label %b4, label %b3
b3:
  %t15 = load i64, ptr %t14, align 1, !alias.scope !14, !noalias !15
  %v31 = freeze i64 %t15
  %v33 = lshr i64 %v31, 63
  %v34 = trunc i64 %v33 to i32
  %v35 = add i32 %v16, %v34
  %v36 = zext i32 %v35 to i64
  br label %b4
b4:
  %v37 = phi i64 [ %v17, %b2 ], [ %v36, %b3 ]
  %v39 = trunc i64 %v9 to i32
  %v40 = add i32 %v39, -1
  %v41 = zext i32 %v40 to i64
  %v43 = icmp eq i32 %v40, 0
  br i1 %v43, label %b5, label %b1
b5:
  %v44 = phi i64 [ %v8, %b1 ], [ %v37, %b4 ]
  %v46 = trunc i64 %v44 to i32
  store i32 %v46, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %t16 = getelementptr i8, ptr %self, i64 152
  %t17 = load ptr, ptr %t16, align 8, !invariant.load !20
  store i64 0, ptr %t17, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @chained_array_1k.v3(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v3" "tune-cpu"="alderlake" align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.chained_array_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v6 = freeze i32 %t2
  %v7 = zext i32 %v6 to i64
  br label %b1
b1:
  %v8 = phi i64 [ %v7, %b0 ], [ %v37, %b4 ]
  %v9 = phi i64 [ 8192, %b0 ], [ %v41, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v10 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v10, label %b5, label %b2
b2:
  %v12 = trunc i64 %v8 to i32
  %v13 = mul i32 %v12, 1664525
  %v16 = add i32 %v13, 1013904223
  %v17 = zext i32 %v16 to i64
  %v20 = lshr i32 %v16, 8
  %v23 = and i32 %v20, 1023
  store i32 %v23, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 80
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = load i32, ptr %slot0, align 1
  %t8 = icmp ult i32 %t7, 1024
  %t9 = zext i32 %t7 to i64
  %t10 = mul nuw i64 %t9, 8
  %t11 = getelementptr i8, ptr %t6, i64 24
  %t12 = load ptr, ptr %t11, align 8, !invariant.load !20, !nonnull !20
  %t13 = getelementptr inbounds i8, ptr %t12, i64 %t10
  %t14 = select i1 %t8, ptr %t13, ptr null
  %v30 = icmp eq ptr %t14, null
  br i1 %v30, label %b4, label %b3
b3:
  %t15 = load i64, ptr %t14, align 1, !alias.scope !14, !noalias !15
  %v31 = freeze i64 %t15
  %v33 = lshr i64 %v31, 63
  %v34 = trunc i64 %v33 to i32
  %v35 = add i32 %v16, %v34
  %v36 = zext i32 %v35 to i64
  br label %b4
b4:
  %v37 = phi i64 [ %v17, %b2 ], [ %v36, %b3 ]
  %v39 = trunc i64 %v9 to i32
  %v40 = add i32 %v39, -1
  %v41 = zext i32 %v40 to i64
  %v43 = icmp eq i32 %v40, 0
  br i1 %v43, label %b5, label %b1
b5:
  %v44 = phi i64 [ %v8, %b1 ], [ %v37, %b4 ]
  %v46 = trunc i64 %v44 to i32
  store i32 %v46, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %t16 = getelementptr i8, ptr %self, i64 152
  %t17 = load ptr, ptr %t16, align 8, !invariant.load !20
  store i64 0, ptr %t17, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @chained_array_1k.v4(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v4" "tune-cpu"="sapphirerapids" "target-features"="+avx512bitalg,+avx512ifma,+avx512vbmi,+avx512vbmi2,+avx512vnni,+avx512vpopcntdq" "prefer-vector-width"="256" align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.chained_array_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v6 = freeze i32 %t2
  %v7 = zext i32 %v6 to i64
  br label %b1
b1:
  %v8 = phi i64 [ %v7, %b0 ], [ %v37, %b4 ]
  %v9 = phi i64 [ 8192, %b0 ], [ %v41, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v10 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v10, label %b5, label %b2
b2:
  %v12 = trunc i64 %v8 to i32
  %v13 = mul i32 %v12, 1664525
  %v16 = add i32 %v13, 1013904223
  %v17 = zext i32 %v16 to i64
  %v20 = lshr i32 %v16, 8
  %v23 = and i32 %v20, 1023
  store i32 %v23, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 80
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = load i32, ptr %slot0, align 1
  %t8 = icmp ult i32 %t7, 1024
  %t9 = zext i32 %t7 to i64
  %t10 = mul nuw i64 %t9, 8
  %t11 = getelementptr i8, ptr %t6, i64 24
  %t12 = load ptr, ptr %t11, align 8, !invariant.load !20, !nonnull !20
  %t13 = getelementptr inbounds i8, ptr %t12, i64 %t10
  %t14 = select i1 %t8, ptr %t13, ptr null
  %v30 = icmp eq ptr %t14, null
  br i1 %v30, label %b4, label %b3
b3:
  %t15 = load i64, ptr %t14, align 1, !alias.scope !14, !noalias !15
  %v31 = freeze i64 %t15
  %v33 = lshr i64 %v31, 63
  %v34 = trunc i64 %v33 to i32
  %v35 = add i32 %v16, %v34
  %v36 = zext i32 %v35 to i64
  br label %b4
b4:
  %v37 = phi i64 [ %v17, %b2 ], [ %v36, %b3 ]
  %v39 = trunc i64 %v9 to i32
  %v40 = add i32 %v39, -1
  %v41 = zext i32 %v40 to i64
  %v43 = icmp eq i32 %v40, 0
  br i1 %v43, label %b5, label %b1
b5:
  %v44 = phi i64 [ %v8, %b1 ], [ %v37, %b4 ]
  %v46 = trunc i64 %v44 to i32
  store i32 %v46, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %t16 = getelementptr i8, ptr %self, i64 152
  %t17 = load ptr, ptr %t16, align 8, !invariant.load !20
  store i64 0, ptr %t17, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

@chained_array_1k = protected ifunc i64 (ptr, ptr), ptr @chained_array_1k.resolve
define hidden ptr @chained_array_1k.resolve() nounwind {
  %level = call i32 @ebpfc.cpu()
  %has0 = icmp uge i32 %level, 2
  %best0 = select i1 %has0, ptr @chained_array_1k.v3, ptr @chained_array_1k.v1
  %has1 = icmp uge i32 %level, 3
  %best1 = select i1 %has1, ptr @chained_array_1k.v4, ptr %best0
  ret ptr %best1
}

@ebpfc.needs.lookup_array_1m = private unnamed_addr constant [74 x i8] c"ebpfc: lookup_array_1m needs map array_1m: load the object with libebpfc\0A\00"
define internal i64 @lookup_array_1m.v1(ptr %ctx, ptr %instance) nounwind align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.lookup_array_1m)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b4 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v34, %b4 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v38, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b5, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1048575
  store i32 %v25, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 88
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = load i32, ptr %slot0, align 1
  %t8 = icmp ult i32 %t7, 1048576
  %t9 = zext i32 %t7 to i64
  %t10 = mul nuw i64 %t9, 8
  %t11 = getelementptr i8, ptr %t6, i64 24
  %t12 = load ptr, ptr %t11, align 8, !invariant.load !20, !nonnull !20
  %t13 = getelementptr inbounds i8, ptr %t12, i64 %t10
  %t14 = select i1 %t8, ptr %t13, ptr null
  %v31 = icmp eq ptr %t14, null
  br i1 %v31, label %b4, label %b3
b3:
  %t15 = load i64, ptr %t14, align 1, !alias.scope !14, !noalias !15
  %v32 = freeze i64 %t15
  %v33 = add i64 %v32, %v10
  br label %b4
b4:
  %v34 = phi i64 [ %v10, %b2 ], [ %v33, %b3 ]
  %v36 = trunc i64 %v11 to i32
  %v37 = add i32 %v36, -1
  %v38 = zext i32 %v37 to i64
  %v40 = icmp eq i32 %v37, 0
  br i1 %v40, label %b5, label %b1
b5:
  %v41 = phi i64 [ %v9, %b1 ], [ %v19, %b4 ]
  %v42 = phi i64 [ %v10, %b1 ], [ %v34, %b4 ]
  %t16 = getelementptr i8, ptr %self, i64 152
  %t17 = load ptr, ptr %t16, align 8, !invariant.load !20
  store i64 %v42, ptr %t17, align 1, !alias.scope !16, !noalias !17
  %v45 = trunc i64 %v41 to i32
  store i32 %v45, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @lookup_array_1m.v3(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v3" "tune-cpu"="alderlake" align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.lookup_array_1m)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b4 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v34, %b4 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v38, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b5, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1048575
  store i32 %v25, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 88
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = load i32, ptr %slot0, align 1
  %t8 = icmp ult i32 %t7, 1048576
  %t9 = zext i32 %t7 to i64
  %t10 = mul nuw i64 %t9, 8
  %t11 = getelementptr i8, ptr %t6, i64 24
  %t12 = load ptr, ptr %t11, align 8, !invariant.load !20, !nonnull !20
  %t13 = getelementptr inbounds i8, ptr %t12, i64 %t10
  %t14 = select i1 %t8, ptr %t13, ptr null
  %v31 = icmp eq ptr %t14, null
  br i1 %v31, label %b4, label %b3
b3:
  %t15 = load i64, ptr %t14, align 1, !alias.scope !14, !noalias !15
  %v32 = freeze i64 %t15
  %v33 = add i64 %v32, %v10
  br label %b4
b4:
  %v34 = phi i64 [ %v10, %b2 ], [ %v33, %b3 ]
  %v36 = trunc i64 %v11 to i32
  %v37 = add i32 %v36, -1
  %v38 = zext i32 %v37 to i64
  %v40 = icmp eq i32 %v37, 0
  br i1 %v40, label %b5, label %b1
b5:
  %v41 = phi i64 [ %v9, %b1 ], [ %v19, %b4 ]
  %v42 = phi i64 [ %v10, %b1 ], [ %v34, %b4 ]
  %t16 = getelementptr i8, ptr %self, i64 152
  %t17 = load ptr, ptr %t16, align 8, !invariant.load !20
  store i64 %v42, ptr %t17, align 1, !alias.scope !16, !noalias !17
  %v45 = trunc i64 %v41 to i32
  store i32 %v45, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @lookup_array_1m.v4(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v4" "tune-cpu"="sapphirerapids" "target-features"="+avx512bitalg,+avx512ifma,+avx512vbmi,+avx512vbmi2,+avx512vnni,+avx512vpopcntdq" "prefer-vector-width"="256" align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.lookup_array_1m)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b4 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v34, %b4 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v38, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b5, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1048575
  store i32 %v25, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 88
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = load i32, ptr %slot0, align 1
  %t8 = icmp ult i32 %t7, 1048576
  %t9 = zext i32 %t7 to i64
  %t10 = mul nuw i64 %t9, 8
  %t11 = getelementptr i8, ptr %t6, i64 24
  %t12 = load ptr, ptr %t11, align 8, !invariant.load !20, !nonnull !20
  %t13 = getelementptr inbounds i8, ptr %t12, i64 %t10
  %t14 = select i1 %t8, ptr %t13, ptr null
  %v31 = icmp eq ptr %t14, null
  br i1 %v31, label %b4, label %b3
b3:
  %t15 = load i64, ptr %t14, align 1, !alias.scope !14, !noalias !15
  %v32 = freeze i64 %t15
  %v33 = add i64 %v32, %v10
  br label %b4
b4:
  %v34 = phi i64 [ %v10, %b2 ], [ %v33, %b3 ]
  %v36 = trunc i64 %v11 to i32
  %v37 = add i32 %v36, -1
  %v38 = zext i32 %v37 to i64
  %v40 = icmp eq i32 %v37, 0
  br i1 %v40, label %b5, label %b1
b5:
  %v41 = phi i64 [ %v9, %b1 ], [ %v19, %b4 ]
  %v42 = phi i64 [ %v10, %b1 ], [ %v34, %b4 ]
  %t16 = getelementptr i8, ptr %self, i64 152
  %t17 = load ptr, ptr %t16, align 8, !invariant.load !20
  store i64 %v42, ptr %t17, align 1, !alias.scope !16, !noalias !17
  %v45 = trunc i64 %v41 to i32
  store i32 %v45, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

@lookup_array_1m = protected ifunc i64 (ptr, ptr), ptr @lookup_array_1m.resolve
define hidden ptr @lookup_array_1m.resolve() nounwind {
  %level = call i32 @ebpfc.cpu()
  %has0 = icmp uge i32 %level, 2
  %best0 = select i1 %has0, ptr @lookup_array_1m.v3, ptr @lookup_array_1m.v1
  %has1 = icmp uge i32 %level, 3
  %best1 = select i1 %has1, ptr @lookup_array_1m.v4, ptr %best0
  ret ptr %best1
}

@ebpfc.needs.chained_array_1m = private unnamed_addr constant [75 x i8] c"ebpfc: chained_array_1m needs map array_1m: load the object with libebpfc\0A\00"
define internal i64 @chained_array_1m.v1(ptr %ctx, ptr %instance) nounwind align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.chained_array_1m)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v6 = freeze i32 %t2
  %v7 = zext i32 %v6 to i64
  br label %b1
b1:
  %v8 = phi i64 [ %v7, %b0 ], [ %v37, %b4 ]
  %v9 = phi i64 [ 8192, %b0 ], [ %v41, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v10 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v10, label %b5, label %b2
b2:
  %v12 = trunc i64 %v8 to i32
  %v13 = mul i32 %v12, 1664525
  %v16 = add i32 %v13, 1013904223
  %v17 = zext i32 %v16 to i64
  %v20 = lshr i32 %v16, 8
  %v23 = and i32 %v20, 1048575
  store i32 %v23, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 88
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = load i32, ptr %slot0, align 1
  %t8 = icmp ult i32 %t7, 1048576
  %t9 = zext i32 %t7 to i64
  %t10 = mul nuw i64 %t9, 8
  %t11 = getelementptr i8, ptr %t6, i64 24
  %t12 = load ptr, ptr %t11, align 8, !invariant.load !20, !nonnull !20
  %t13 = getelementptr inbounds i8, ptr %t12, i64 %t10
  %t14 = select i1 %t8, ptr %t13, ptr null
  %v30 = icmp eq ptr %t14, null
  br i1 %v30, label %b4, label %b3
b3:
  %t15 = load i64, ptr %t14, align 1, !alias.scope !14, !noalias !15
  %v31 = freeze i64 %t15
  %v33 = lshr i64 %v31, 63
  %v34 = trunc i64 %v33 to i32
  %v35 = add i32 %v16, %v34
  %v36 = zext i32 %v35 to i64
  br label %b4
b4:
  %v37 = phi i64 [ %v17, %b2 ], [ %v36, %b3 ]
  %v39 = trunc i64 %v9 to i32
  %v40 = add i32 %v39, -1
  %v41 = zext i32 %v40 to i64
  %v43 = icmp eq i32 %v40, 0
  br i1 %v43, label %b5, label %b1
b5:
  %v44 = phi i64 [ %v8, %b1 ], [ %v37, %b4 ]
  %v46 = trunc i64 %v44 to i32
  store i32 %v46, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %t16 = getelementptr i8, ptr %self, i64 152
  %t17 = load ptr, ptr %t16, align 8, !invariant.load !20
  store i64 0, ptr %t17, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @chained_array_1m.v3(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v3" "tune-cpu"="alderlake" align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.chained_array_1m)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v6 = freeze i32 %t2
  %v7 = zext i32 %v6 to i64
  br label %b1
b1:
  %v8 = phi i64 [ %v7, %b0 ], [ %v37, %b4 ]
  %v9 = phi i64 [ 8192, %b0 ], [ %v41, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v10 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v10, label %b5, label %b2
b2:
  %v12 = trunc i64 %v8 to i32
  %v13 = mul i32 %v12, 1664525
  %v16 = add i32 %v13, 1013904223
  %v17 = zext i32 %v16 to i64
  %v20 = lshr i32 %v16, 8
  %v23 = and i32 %v20, 1048575
  store i32 %v23, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 88
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = load i32, ptr %slot0, align 1
  %t8 = icmp ult i32 %t7, 1048576
  %t9 = zext i32 %t7 to i64
  %t10 = mul nuw i64 %t9, 8
  %t11 = getelementptr i8, ptr %t6, i64 24
  %t12 = load ptr, ptr %t11, align 8, !invariant.load !20, !nonnull !20
  %t13 = getelementptr inbounds i8, ptr %t12, i64 %t10
  %t14 = select i1 %t8, ptr %t13, ptr null
  %v30 = icmp eq ptr %t14, null
  br i1 %v30, label %b4, label %b3
b3:
  %t15 = load i64, ptr %t14, align 1, !alias.scope !14, !noalias !15
  %v31 = freeze i64 %t15
  %v33 = lshr i64 %v31, 63
  %v34 = trunc i64 %v33 to i32
  %v35 = add i32 %v16, %v34
  %v36 = zext i32 %v35 to i64
  br label %b4
b4:
  %v37 = phi i64 [ %v17, %b2 ], [ %v36, %b3 ]
  %v39 = trunc i64 %v9 to i32
  %v40 = add i32 %v39, -1
  %v41 = zext i32 %v40 to i64
  %v43 = icmp eq i32 %v40, 0
  br i1 %v43, label %b5, label %b1
b5:
  %v44 = phi i64 [ %v8, %b1 ], [ %v37, %b4 ]
  %v46 = trunc i64 %v44 to i32
  store i32 %v46, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %t16 = getelementptr i8, ptr %self, i64 152
  %t17 = load ptr, ptr %t16, align 8, !invariant.load !20
  store i64 0, ptr %t17, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @chained_array_1m.v4(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v4" "tune-cpu"="sapphirerapids" "target-features"="+avx512bitalg,+avx512ifma,+avx512vbmi,+avx512vbmi2,+avx512vnni,+avx512vpopcntdq" "prefer-vector-width"="256" align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.chained_array_1m)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v6 = freeze i32 %t2
  %v7 = zext i32 %v6 to i64
  br label %b1
b1:
  %v8 = phi i64 [ %v7, %b0 ], [ %v37, %b4 ]
  %v9 = phi i64 [ 8192, %b0 ], [ %v41, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v10 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v10, label %b5, label %b2
b2:
  %v12 = trunc i64 %v8 to i32
  %v13 = mul i32 %v12, 1664525
  %v16 = add i32 %v13, 1013904223
  %v17 = zext i32 %v16 to i64
  %v20 = lshr i32 %v16, 8
  %v23 = and i32 %v20, 1048575
  store i32 %v23, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 88
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = load i32, ptr %slot0, align 1
  %t8 = icmp ult i32 %t7, 1048576
  %t9 = zext i32 %t7 to i64
  %t10 = mul nuw i64 %t9, 8
  %t11 = getelementptr i8, ptr %t6, i64 24
  %t12 = load ptr, ptr %t11, align 8, !invariant.load !20, !nonnull !20
  %t13 = getelementptr inbounds i8, ptr %t12, i64 %t10
  %t14 = select i1 %t8, ptr %t13, ptr null
  %v30 = icmp eq ptr %t14, null
  br i1 %v30, label %b4, label %b3
b3:
  %t15 = load i64, ptr %t14, align 1, !alias.scope !14, !noalias !15
  %v31 = freeze i64 %t15
  %v33 = lshr i64 %v31, 63
  %v34 = trunc i64 %v33 to i32
  %v35 = add i32 %v16, %v34
  %v36 = zext i32 %v35 to i64
  br label %b4
b4:
  %v37 = phi i64 [ %v17, %b2 ], [ %v36, %b3 ]
  %v39 = trunc i64 %v9 to i32
  %v40 = add i32 %v39, -1
  %v41 = zext i32 %v40 to i64
  %v43 = icmp eq i32 %v40, 0
  br i1 %v43, label %b5, label %b1
b5:
  %v44 = phi i64 [ %v8, %b1 ], [ %v37, %b4 ]
  %v46 = trunc i64 %v44 to i32
  store i32 %v46, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %t16 = getelementptr i8, ptr %self, i64 152
  %t17 = load ptr, ptr %t16, align 8, !invariant.load !20
  store i64 0, ptr %t17, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

@chained_array_1m = protected ifunc i64 (ptr, ptr), ptr @chained_array_1m.resolve
define hidden ptr @chained_array_1m.resolve() nounwind {
  %level = call i32 @ebpfc.cpu()
  %has0 = icmp uge i32 %level, 2
  %best0 = select i1 %has0, ptr @chained_array_1m.v3, ptr @chained_array_1m.v1
  %has1 = icmp uge i32 %level, 3
  %best1 = select i1 %has1, ptr @chained_array_1m.v4, ptr %best0
  ret ptr %best1
}

@ebpfc.needs.lookup_lru_1k = private unnamed_addr constant [70 x i8] c"ebpfc: lookup_lru_1k needs map lru_1k: load the object with libebpfc\0A\00"
define internal i64 @lookup_lru_1k.v1(ptr %ctx, ptr %instance) nounwind align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.lookup_lru_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b4 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v34, %b4 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v38, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b5, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1023
  store i32 %v25, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 96
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call ptr @ebpfc_inline_hash_lookup(ptr %t6, ptr %slot0, i32 9, i32 4, i32 8, i32 2048)
  %v31 = icmp eq ptr %t7, null
  br i1 %v31, label %b4, label %b3
b3:
  %t8 = load i64, ptr %t7, align 1, !alias.scope !14, !noalias !15
  %v32 = freeze i64 %t8
  %v33 = add i64 %v32, %v10
  br label %b4
b4:
  %v34 = phi i64 [ %v10, %b2 ], [ %v33, %b3 ]
  %v36 = trunc i64 %v11 to i32
  %v37 = add i32 %v36, -1
  %v38 = zext i32 %v37 to i64
  %v40 = icmp eq i32 %v37, 0
  br i1 %v40, label %b5, label %b1
b5:
  %v41 = phi i64 [ %v9, %b1 ], [ %v19, %b4 ]
  %v42 = phi i64 [ %v10, %b1 ], [ %v34, %b4 ]
  %t9 = getelementptr i8, ptr %self, i64 152
  %t10 = load ptr, ptr %t9, align 8, !invariant.load !20
  store i64 %v42, ptr %t10, align 1, !alias.scope !16, !noalias !17
  %v45 = trunc i64 %v41 to i32
  store i32 %v45, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @lookup_lru_1k.v3(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v3" "tune-cpu"="alderlake" align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.lookup_lru_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b4 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v34, %b4 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v38, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b5, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1023
  store i32 %v25, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 96
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call ptr @ebpfc_inline_hash_lookup(ptr %t6, ptr %slot0, i32 9, i32 4, i32 8, i32 2048)
  %v31 = icmp eq ptr %t7, null
  br i1 %v31, label %b4, label %b3
b3:
  %t8 = load i64, ptr %t7, align 1, !alias.scope !14, !noalias !15
  %v32 = freeze i64 %t8
  %v33 = add i64 %v32, %v10
  br label %b4
b4:
  %v34 = phi i64 [ %v10, %b2 ], [ %v33, %b3 ]
  %v36 = trunc i64 %v11 to i32
  %v37 = add i32 %v36, -1
  %v38 = zext i32 %v37 to i64
  %v40 = icmp eq i32 %v37, 0
  br i1 %v40, label %b5, label %b1
b5:
  %v41 = phi i64 [ %v9, %b1 ], [ %v19, %b4 ]
  %v42 = phi i64 [ %v10, %b1 ], [ %v34, %b4 ]
  %t9 = getelementptr i8, ptr %self, i64 152
  %t10 = load ptr, ptr %t9, align 8, !invariant.load !20
  store i64 %v42, ptr %t10, align 1, !alias.scope !16, !noalias !17
  %v45 = trunc i64 %v41 to i32
  store i32 %v45, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @lookup_lru_1k.v4(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v4" "tune-cpu"="sapphirerapids" "target-features"="+avx512bitalg,+avx512ifma,+avx512vbmi,+avx512vbmi2,+avx512vnni,+avx512vpopcntdq" "prefer-vector-width"="256" align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.lookup_lru_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b4 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v34, %b4 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v38, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b5, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1023
  store i32 %v25, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 96
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call ptr @ebpfc_inline_hash_lookup(ptr %t6, ptr %slot0, i32 9, i32 4, i32 8, i32 2048)
  %v31 = icmp eq ptr %t7, null
  br i1 %v31, label %b4, label %b3
b3:
  %t8 = load i64, ptr %t7, align 1, !alias.scope !14, !noalias !15
  %v32 = freeze i64 %t8
  %v33 = add i64 %v32, %v10
  br label %b4
b4:
  %v34 = phi i64 [ %v10, %b2 ], [ %v33, %b3 ]
  %v36 = trunc i64 %v11 to i32
  %v37 = add i32 %v36, -1
  %v38 = zext i32 %v37 to i64
  %v40 = icmp eq i32 %v37, 0
  br i1 %v40, label %b5, label %b1
b5:
  %v41 = phi i64 [ %v9, %b1 ], [ %v19, %b4 ]
  %v42 = phi i64 [ %v10, %b1 ], [ %v34, %b4 ]
  %t9 = getelementptr i8, ptr %self, i64 152
  %t10 = load ptr, ptr %t9, align 8, !invariant.load !20
  store i64 %v42, ptr %t10, align 1, !alias.scope !16, !noalias !17
  %v45 = trunc i64 %v41 to i32
  store i32 %v45, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

@lookup_lru_1k = protected ifunc i64 (ptr, ptr), ptr @lookup_lru_1k.resolve
define hidden ptr @lookup_lru_1k.resolve() nounwind {
  %level = call i32 @ebpfc.cpu()
  %has0 = icmp uge i32 %level, 2
  %best0 = select i1 %has0, ptr @lookup_lru_1k.v3, ptr @lookup_lru_1k.v1
  %has1 = icmp uge i32 %level, 3
  %best1 = select i1 %has1, ptr @lookup_lru_1k.v4, ptr %best0
  ret ptr %best1
}

@ebpfc.needs.lookup_percpu_1k = private unnamed_addr constant [76 x i8] c"ebpfc: lookup_percpu_1k needs map percpu_1k: load the object with libebpfc\0A\00"
define internal i64 @lookup_percpu_1k.v1(ptr %ctx, ptr %instance) nounwind align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.lookup_percpu_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b4 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v34, %b4 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v38, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b5, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1023
  store i32 %v25, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 104
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call ptr @ebpfc_inline_hash_lookup(ptr %t6, ptr %slot0, i32 5, i32 4, i32 8, i32 2048)
  %v31 = icmp eq ptr %t7, null
  br i1 %v31, label %b4, label %b3
b3:
  %t8 = load i64, ptr %t7, align 1, !alias.scope !14, !noalias !15
  %v32 = freeze i64 %t8
  %v33 = add i64 %v32, %v10
  br label %b4
b4:
  %v34 = phi i64 [ %v10, %b2 ], [ %v33, %b3 ]
  %v36 = trunc i64 %v11 to i32
  %v37 = add i32 %v36, -1
  %v38 = zext i32 %v37 to i64
  %v40 = icmp eq i32 %v37, 0
  br i1 %v40, label %b5, label %b1
b5:
  %v41 = phi i64 [ %v9, %b1 ], [ %v19, %b4 ]
  %v42 = phi i64 [ %v10, %b1 ], [ %v34, %b4 ]
  %t9 = getelementptr i8, ptr %self, i64 152
  %t10 = load ptr, ptr %t9, align 8, !invariant.load !20
  store i64 %v42, ptr %t10, align 1, !alias.scope !16, !noalias !17
  %v45 = trunc i64 %v41 to i32
  store i32 %v45, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @lookup_percpu_1k.v3(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v3" "tune-cpu"="alderlake" align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.lookup_percpu_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b4 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v34, %b4 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v38, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b5, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1023
  store i32 %v25, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 104
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call ptr @ebpfc_inline_hash_lookup(ptr %t6, ptr %slot0, i32 5, i32 4, i32 8, i32 2048)
  %v31 = icmp eq ptr %t7, null
  br i1 %v31, label %b4, label %b3
b3:
  %t8 = load i64, ptr %t7, align 1, !alias.scope !14, !noalias !15
  %v32 = freeze i64 %t8
  %v33 = add i64 %v32, %v10
  br label %b4
b4:
  %v34 = phi i64 [ %v10, %b2 ], [ %v33, %b3 ]
  %v36 = trunc i64 %v11 to i32
  %v37 = add i32 %v36, -1
  %v38 = zext i32 %v37 to i64
  %v40 = icmp eq i32 %v37, 0
  br i1 %v40, label %b5, label %b1
b5:
  %v41 = phi i64 [ %v9, %b1 ], [ %v19, %b4 ]
  %v42 = phi i64 [ %v10, %b1 ], [ %v34, %b4 ]
  %t9 = getelementptr i8, ptr %self, i64 152
  %t10 = load ptr, ptr %t9, align 8, !invariant.load !20
  store i64 %v42, ptr %t10, align 1, !alias.scope !16, !noalias !17
  %v45 = trunc i64 %v41 to i32
  store i32 %v45, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @lookup_percpu_1k.v4(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v4" "tune-cpu"="sapphirerapids" "target-features"="+avx512bitalg,+avx512ifma,+avx512vbmi,+avx512vbmi2,+avx512vnni,+avx512vpopcntdq" "prefer-vector-width"="256" align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.lookup_percpu_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b4 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v34, %b4 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v38, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b5, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1023
  store i32 %v25, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 104
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call ptr @ebpfc_inline_hash_lookup(ptr %t6, ptr %slot0, i32 5, i32 4, i32 8, i32 2048)
  %v31 = icmp eq ptr %t7, null
  br i1 %v31, label %b4, label %b3
b3:
  %t8 = load i64, ptr %t7, align 1, !alias.scope !14, !noalias !15
  %v32 = freeze i64 %t8
  %v33 = add i64 %v32, %v10
  br label %b4
b4:
  %v34 = phi i64 [ %v10, %b2 ], [ %v33, %b3 ]
  %v36 = trunc i64 %v11 to i32
  %v37 = add i32 %v36, -1
  %v38 = zext i32 %v37 to i64
  %v40 = icmp eq i32 %v37, 0
  br i1 %v40, label %b5, label %b1
b5:
  %v41 = phi i64 [ %v9, %b1 ], [ %v19, %b4 ]
  %v42 = phi i64 [ %v10, %b1 ], [ %v34, %b4 ]
  %t9 = getelementptr i8, ptr %self, i64 152
  %t10 = load ptr, ptr %t9, align 8, !invariant.load !20
  store i64 %v42, ptr %t10, align 1, !alias.scope !16, !noalias !17
  %v45 = trunc i64 %v41 to i32
  store i32 %v45, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

@lookup_percpu_1k = protected ifunc i64 (ptr, ptr), ptr @lookup_percpu_1k.resolve
define hidden ptr @lookup_percpu_1k.resolve() nounwind {
  %level = call i32 @ebpfc.cpu()
  %has0 = icmp uge i32 %level, 2
  %best0 = select i1 %has0, ptr @lookup_percpu_1k.v3, ptr @lookup_percpu_1k.v1
  %has1 = icmp uge i32 %level, 3
  %best1 = select i1 %has1, ptr @lookup_percpu_1k.v4, ptr %best0
  ret ptr %best1
}

@ebpfc.needs.lookup_cells_1k = private unnamed_addr constant [74 x i8] c"ebpfc: lookup_cells_1k needs map cells_1k: load the object with libebpfc\0A\00"
define internal i64 @lookup_cells_1k.v1(ptr %ctx, ptr %instance) nounwind align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.lookup_cells_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b4 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v34, %b4 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v38, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b5, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1023
  store i32 %v25, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 112
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call ptr @ebpfc_inline_percpu_array_lookup(ptr %t6, ptr %slot0, i32 8, i32 1024)
  %v31 = icmp eq ptr %t7, null
  br i1 %v31, label %b4, label %b3
b3:
  %t8 = load i64, ptr %t7, align 1, !alias.scope !14, !noalias !15
  %v32 = freeze i64 %t8
  %v33 = add i64 %v32, %v10
  br label %b4
b4:
  %v34 = phi i64 [ %v10, %b2 ], [ %v33, %b3 ]
  %v36 = trunc i64 %v11 to i32
  %v37 = add i32 %v36, -1
  %v38 = zext i32 %v37 to i64
  %v40 = icmp eq i32 %v37, 0
  br i1 %v40, label %b5, label %b1
b5:
  %v41 = phi i64 [ %v9, %b1 ], [ %v19, %b4 ]
  %v42 = phi i64 [ %v10, %b1 ], [ %v34, %b4 ]
  %t9 = getelementptr i8, ptr %self, i64 152
  %t10 = load ptr, ptr %t9, align 8, !invariant.load !20
  store i64 %v42, ptr %t10, align 1, !alias.scope !16, !noalias !17
  %v45 = trunc i64 %v41 to i32
  store i32 %v45, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @lookup_cells_1k.v3(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v3" "tune-cpu"="alderlake" align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.lookup_cells_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b4 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v34, %b4 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v38, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b5, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1023
  store i32 %v25, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 112
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call ptr @ebpfc_inline_percpu_array_lookup(ptr %t6, ptr %slot0, i32 8, i32 1024)
  %v31 = icmp eq ptr %t7, null
  br i1 %v31, label %b4, label %b3
b3:
  %t8 = load i64, ptr %t7, align 1, !alias.scope !14, !noalias !15
  %v32 = freeze i64 %t8
  %v33 = add i64 %v32, %v10
  br label %b4
b4:
  %v34 = phi i64 [ %v10, %b2 ], [ %v33, %b3 ]
  %v36 = trunc i64 %v11 to i32
  %v37 = add i32 %v36, -1
  %v38 = zext i32 %v37 to i64
  %v40 = icmp eq i32 %v37, 0
  br i1 %v40, label %b5, label %b1
b5:
  %v41 = phi i64 [ %v9, %b1 ], [ %v19, %b4 ]
  %v42 = phi i64 [ %v10, %b1 ], [ %v34, %b4 ]
  %t9 = getelementptr i8, ptr %self, i64 152
  %t10 = load ptr, ptr %t9, align 8, !invariant.load !20
  store i64 %v42, ptr %t10, align 1, !alias.scope !16, !noalias !17
  %v45 = trunc i64 %v41 to i32
  store i32 %v45, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @lookup_cells_1k.v4(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v4" "tune-cpu"="sapphirerapids" "target-features"="+avx512bitalg,+avx512ifma,+avx512vbmi,+avx512vbmi2,+avx512vnni,+avx512vpopcntdq" "prefer-vector-width"="256" align 64 {
entry:
  %slot0 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.lookup_cells_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b4 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v34, %b4 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v38, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b5, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1023
  store i32 %v25, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 112
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call ptr @ebpfc_inline_percpu_array_lookup(ptr %t6, ptr %slot0, i32 8, i32 1024)
  %v31 = icmp eq ptr %t7, null
  br i1 %v31, label %b4, label %b3
b3:
  %t8 = load i64, ptr %t7, align 1, !alias.scope !14, !noalias !15
  %v32 = freeze i64 %t8
  %v33 = add i64 %v32, %v10
  br label %b4
b4:
  %v34 = phi i64 [ %v10, %b2 ], [ %v33, %b3 ]
  %v36 = trunc i64 %v11 to i32
  %v37 = add i32 %v36, -1
  %v38 = zext i32 %v37 to i64
  %v40 = icmp eq i32 %v37, 0
  br i1 %v40, label %b5, label %b1
b5:
  %v41 = phi i64 [ %v9, %b1 ], [ %v19, %b4 ]
  %v42 = phi i64 [ %v10, %b1 ], [ %v34, %b4 ]
  %t9 = getelementptr i8, ptr %self, i64 152
  %t10 = load ptr, ptr %t9, align 8, !invariant.load !20
  store i64 %v42, ptr %t10, align 1, !alias.scope !16, !noalias !17
  %v45 = trunc i64 %v41 to i32
  store i32 %v45, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

@lookup_cells_1k = protected ifunc i64 (ptr, ptr), ptr @lookup_cells_1k.resolve
define hidden ptr @lookup_cells_1k.resolve() nounwind {
  %level = call i32 @ebpfc.cpu()
  %has0 = icmp uge i32 %level, 2
  %best0 = select i1 %has0, ptr @lookup_cells_1k.v3, ptr @lookup_cells_1k.v1
  %has1 = icmp uge i32 %level, 3
  %best1 = select i1 %has1, ptr @lookup_cells_1k.v4, ptr %best0
  ret ptr %best1
}

@ebpfc.needs.lookup_wide16_1k = private unnamed_addr constant [76 x i8] c"ebpfc: lookup_wide16_1k needs map wide16_1k: load the object with libebpfc\0A\00"
define internal i64 @lookup_wide16_1k.v1(ptr %ctx, ptr %instance) nounwind align 64 {
entry:
  %slot0 = alloca [16 x i8], align 16
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.lookup_wide16_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 16, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v9 = freeze i32 %t2
  %v10 = zext i32 %v9 to i64
  br label %b1
b1:
  %v11 = phi i64 [ 0, %b0 ], [ %v37, %b4 ]
  %v12 = phi i64 [ %v10, %b0 ], [ %v21, %b4 ]
  %v13 = phi i64 [ 8192, %b0 ], [ %v41, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v14 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v14, label %b5, label %b2
b2:
  %v16 = trunc i64 %v12 to i32
  %v17 = mul i32 %v16, 1664525
  %v20 = add i32 %v17, 1013904223
  %v21 = zext i32 %v20 to i64
  %v24 = lshr i32 %v20, 8
  %v27 = and i32 %v24, 1023
  store i32 %v27, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %slot0, i64 8
  store i32 0, ptr %t5, align 1, !alias.scope !8, !noalias !9
  %t6 = getelementptr i8, ptr %slot0, i64 4
  store i32 0, ptr %t6, align 1, !alias.scope !8, !noalias !9
  %t7 = getelementptr i8, ptr %slot0, i64 12
  store i32 0, ptr %t7, align 1, !alias.scope !8, !noalias !9
  %t8 = getelementptr i8, ptr %self, i64 120
  %t9 = load ptr, ptr %t8, align 8, !invariant.load !20
  %t10 = call ptr @ebpfc_inline_hash_lookup(ptr %t9, ptr %slot0, i32 1, i32 16, i32 8, i32 2048)
  %v34 = icmp eq ptr %t10, null
  br i1 %v34, label %b4, label %b3
b3:
  %t11 = load i64, ptr %t10, align 1, !alias.scope !14, !noalias !15
  %v35 = freeze i64 %t11
  %v36 = add i64 %v35, %v11
  br label %b4
b4:
  %v37 = phi i64 [ %v11, %b2 ], [ %v36, %b3 ]
  %v39 = trunc i64 %v13 to i32
  %v40 = add i32 %v39, -1
  %v41 = zext i32 %v40 to i64
  %v42 = icmp eq i32 %v40, 0
  br i1 %v42, label %b5, label %b1
b5:
  %v43 = phi i64 [ %v11, %b1 ], [ %v37, %b4 ]
  %v44 = phi i64 [ %v12, %b1 ], [ %v21, %b4 ]
  %t12 = getelementptr i8, ptr %self, i64 152
  %t13 = load ptr, ptr %t12, align 8, !invariant.load !20
  store i64 %v43, ptr %t13, align 1, !alias.scope !16, !noalias !17
  %v47 = trunc i64 %v44 to i32
  store i32 %v47, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @lookup_wide16_1k.v3(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v3" "tune-cpu"="alderlake" align 64 {
entry:
  %slot0 = alloca [16 x i8], align 16
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.lookup_wide16_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 16, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v9 = freeze i32 %t2
  %v10 = zext i32 %v9 to i64
  br label %b1
b1:
  %v11 = phi i64 [ 0, %b0 ], [ %v37, %b4 ]
  %v12 = phi i64 [ %v10, %b0 ], [ %v21, %b4 ]
  %v13 = phi i64 [ 8192, %b0 ], [ %v41, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v14 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v14, label %b5, label %b2
b2:
  %v16 = trunc i64 %v12 to i32
  %v17 = mul i32 %v16, 1664525
  %v20 = add i32 %v17, 1013904223
  %v21 = zext i32 %v20 to i64
  %v24 = lshr i32 %v20, 8
  %v27 = and i32 %v24, 1023
  store i32 %v27, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %slot0, i64 8
  store i32 0, ptr %t5, align 1, !alias.scope !8, !noalias !9
  %t6 = getelementptr i8, ptr %slot0, i64 4
  store i32 0, ptr %t6, align 1, !alias.scope !8, !noalias !9
  %t7 = getelementptr i8, ptr %slot0, i64 12
  store i32 0, ptr %t7, align 1, !alias.scope !8, !noalias !9
  %t8 = getelementptr i8, ptr %self, i64 120
  %t9 = load ptr, ptr %t8, align 8, !invariant.load !20
  %t10 = call ptr @ebpfc_inline_hash_lookup(ptr %t9, ptr %slot0, i32 1, i32 16, i32 8, i32 2048)
  %v34 = icmp eq ptr %t10, null
  br i1 %v34, label %b4, label %b3
b3:
  %t11 = load i64, ptr %t10, align 1, !alias.scope !14, !noalias !15
  %v35 = freeze i64 %t11
  %v36 = add i64 %v35, %v11
  br label %b4
b4:
  %v37 = phi i64 [ %v11, %b2 ], [ %v36, %b3 ]
  %v39 = trunc i64 %v13 to i32
  %v40 = add i32 %v39, -1
  %v41 = zext i32 %v40 to i64
  %v42 = icmp eq i32 %v40, 0
  br i1 %v42, label %b5, label %b1
b5:
  %v43 = phi i64 [ %v11, %b1 ], [ %v37, %b4 ]
  %v44 = phi i64 [ %v12, %b1 ], [ %v21, %b4 ]
  %t12 = getelementptr i8, ptr %self, i64 152
  %t13 = load ptr, ptr %t12, align 8, !invariant.load !20
  store i64 %v43, ptr %t13, align 1, !alias.scope !16, !noalias !17
  %v47 = trunc i64 %v44 to i32
  store i32 %v47, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @lookup_wide16_1k.v4(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v4" "tune-cpu"="sapphirerapids" "target-features"="+avx512bitalg,+avx512ifma,+avx512vbmi,+avx512vbmi2,+avx512vnni,+avx512vpopcntdq" "prefer-vector-width"="256" align 64 {
entry:
  %slot0 = alloca [16 x i8], align 16
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.lookup_wide16_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 16, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v9 = freeze i32 %t2
  %v10 = zext i32 %v9 to i64
  br label %b1
b1:
  %v11 = phi i64 [ 0, %b0 ], [ %v37, %b4 ]
  %v12 = phi i64 [ %v10, %b0 ], [ %v21, %b4 ]
  %v13 = phi i64 [ 8192, %b0 ], [ %v41, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v14 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v14, label %b5, label %b2
b2:
  %v16 = trunc i64 %v12 to i32
  %v17 = mul i32 %v16, 1664525
  %v20 = add i32 %v17, 1013904223
  %v21 = zext i32 %v20 to i64
  %v24 = lshr i32 %v20, 8
  %v27 = and i32 %v24, 1023
  store i32 %v27, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %slot0, i64 8
  store i32 0, ptr %t5, align 1, !alias.scope !8, !noalias !9
  %t6 = getelementptr i8, ptr %slot0, i64 4
  store i32 0, ptr %t6, align 1, !alias.scope !8, !noalias !9
  %t7 = getelementptr i8, ptr %slot0, i64 12
  store i32 0, ptr %t7, align 1, !alias.scope !8, !noalias !9
  %t8 = getelementptr i8, ptr %self, i64 120
  %t9 = load ptr, ptr %t8, align 8, !invariant.load !20
  %t10 = call ptr @ebpfc_inline_hash_lookup(ptr %t9, ptr %slot0, i32 1, i32 16, i32 8, i32 2048)
  %v34 = icmp eq ptr %t10, null
  br i1 %v34, label %b4, label %b3
b3:
  %t11 = load i64, ptr %t10, align 1, !alias.scope !14, !noalias !15
  %v35 = freeze i64 %t11
  %v36 = add i64 %v35, %v11
  br label %b4
b4:
  %v37 = phi i64 [ %v11, %b2 ], [ %v36, %b3 ]
  %v39 = trunc i64 %v13 to i32
  %v40 = add i32 %v39, -1
  %v41 = zext i32 %v40 to i64
  %v42 = icmp eq i32 %v40, 0
  br i1 %v42, label %b5, label %b1
b5:
  %v43 = phi i64 [ %v11, %b1 ], [ %v37, %b4 ]
  %v44 = phi i64 [ %v12, %b1 ], [ %v21, %b4 ]
  %t12 = getelementptr i8, ptr %self, i64 152
  %t13 = load ptr, ptr %t12, align 8, !invariant.load !20
  store i64 %v43, ptr %t13, align 1, !alias.scope !16, !noalias !17
  %v47 = trunc i64 %v44 to i32
  store i32 %v47, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

@lookup_wide16_1k = protected ifunc i64 (ptr, ptr), ptr @lookup_wide16_1k.resolve
define hidden ptr @lookup_wide16_1k.resolve() nounwind {
  %level = call i32 @ebpfc.cpu()
  %has0 = icmp uge i32 %level, 2
  %best0 = select i1 %has0, ptr @lookup_wide16_1k.v3, ptr @lookup_wide16_1k.v1
  %has1 = icmp uge i32 %level, 3
  %best1 = select i1 %has1, ptr @lookup_wide16_1k.v4, ptr %best0
  ret ptr %best1
}

@ebpfc.needs.lookup_wide64_1k = private unnamed_addr constant [76 x i8] c"ebpfc: lookup_wide64_1k needs map wide64_1k: load the object with libebpfc\0A\00"
define internal i64 @lookup_wide64_1k.v1(ptr %ctx, ptr %instance) nounwind align 64 {
entry:
  %slot0 = alloca [64 x i8], align 16
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.lookup_wide64_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 64, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v9 = freeze i32 %t2
  %v10 = zext i32 %v9 to i64
  br label %b1
b1:
  %v11 = phi i64 [ 0, %b0 ], [ %v37, %b4 ]
  %v12 = phi i64 [ %v10, %b0 ], [ %v22, %b4 ]
  %v13 = phi i64 [ 8192, %b0 ], [ %v41, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v14 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v14, label %b5, label %b2
b2:
  %t5 = getelementptr i8, ptr %slot0, i64 60
  store i32 0, ptr %t5, align 1, !alias.scope !8, !noalias !9
  %t6 = getelementptr i8, ptr %slot0, i64 56
  store i32 0, ptr %t6, align 1, !alias.scope !8, !noalias !9
  %t7 = getelementptr i8, ptr %slot0, i64 52
  store i32 0, ptr %t7, align 1, !alias.scope !8, !noalias !9
  %t8 = getelementptr i8, ptr %slot0, i64 48
  store i32 0, ptr %t8, align 1, !alias.scope !8, !noalias !9
  %t9 = getelementptr i8, ptr %slot0, i64 44
  store i32 0, ptr %t9, align 1, !alias.scope !8, !noalias !9
  %t10 = getelementptr i8, ptr %slot0, i64 40
  store i32 0, ptr %t10, align 1, !alias.scope !8, !noalias !9
  %t11 = getelementptr i8, ptr %slot0, i64 36
  store i32 0, ptr %t11, align 1, !alias.scope !8, !noalias !9
  %t12 = getelementptr i8, ptr %slot0, i64 32
  store i32 0, ptr %t12, align 1, !alias.scope !8, !noalias !9
  %t13 = getelementptr i8, ptr %slot0, i64 28
  store i32 0, ptr %t13, align 1, !alias.scope !8, !noalias !9
  %t14 = getelementptr i8, ptr %slot0, i64 24
  store i32 0, ptr %t14, align 1, !alias.scope !8, !noalias !9
  %t15 = getelementptr i8, ptr %slot0, i64 20
  store i32 0, ptr %t15, align 1, !alias.scope !8, !noalias !9
  %t16 = getelementptr i8, ptr %slot0, i64 16
  store i32 0, ptr %t16, align 1, !alias.scope !8, !noalias !9
  %t17 = getelementptr i8, ptr %slot0, i64 12
  store i32 0, ptr %t17, align 1, !alias.scope !8, !noalias !9
  %t18 = getelementptr i8, ptr %slot0, i64 8
  store i32 0, ptr %t18, align 1, !alias.scope !8, !noalias !9
  %t19 = getelementptr i8, ptr %slot0, i64 4
  store i32 0, ptr %t19, align 1, !alias.scope !8, !noalias !9
  %v17 = trunc i64 %v12 to i32
  %v18 = mul i32 %v17, 1664525
  %v21 = add i32 %v18, 1013904223
  %v22 = zext i32 %v21 to i64
  %v25 = lshr i32 %v21, 8
  %v28 = and i32 %v25, 1023
  store i32 %v28, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t20 = getelementptr i8, ptr %self, i64 128
  %t21 = load ptr, ptr %t20, align 8, !invariant.load !20
  %t22 = call ptr @ebpfc_inline_hash_lookup(ptr %t21, ptr %slot0, i32 1, i32 64, i32 8, i32 2048)
  %v34 = icmp eq ptr %t22, null
  br i1 %v34, label %b4, label %b3
b3:
  %t23 = load i64, ptr %t22, align 1, !alias.scope !14, !noalias !15
  %v35 = freeze i64 %t23
  %v36 = add i64 %v35, %v11
  br label %b4
b4:
  %v37 = phi i64 [ %v11, %b2 ], [ %v36, %b3 ]
  %v39 = trunc i64 %v13 to i32
  %v40 = add i32 %v39, -1
  %v41 = zext i32 %v40 to i64
  %v42 = icmp eq i32 %v40, 0
  br i1 %v42, label %b5, label %b1
b5:
  %v43 = phi i64 [ %v11, %b1 ], [ %v37, %b4 ]
  %v44 = phi i64 [ %v12, %b1 ], [ %v22, %b4 ]
  %t24 = getelementptr i8, ptr %self, i64 152
  %t25 = load ptr, ptr %t24, align 8, !invariant.load !20
  store i64 %v43, ptr %t25, align 1, !alias.scope !16, !noalias !17
  %v47 = trunc i64 %v44 to i32
  store i32 %v47, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @lookup_wide64_1k.v3(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v3" "tune-cpu"="alderlake" align 64 {
entry:
  %slot0 = alloca [64 x i8], align 16
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.lookup_wide64_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 64, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v9 = freeze i32 %t2
  %v10 = zext i32 %v9 to i64
  br label %b1
b1:
  %v11 = phi i64 [ 0, %b0 ], [ %v37, %b4 ]
  %v12 = phi i64 [ %v10, %b0 ], [ %v22, %b4 ]
  %v13 = phi i64 [ 8192, %b0 ], [ %v41, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v14 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v14, label %b5, label %b2
b2:
  %t5 = getelementptr i8, ptr %slot0, i64 60
  store i32 0, ptr %t5, align 1, !alias.scope !8, !noalias !9
  %t6 = getelementptr i8, ptr %slot0, i64 56
  store i32 0, ptr %t6, align 1, !alias.scope !8, !noalias !9
  %t7 = getelementptr i8, ptr %slot0, i64 52
  store i32 0, ptr %t7, align 1, !alias.scope !8, !noalias !9
  %t8 = getelementptr i8, ptr %slot0, i64 48
  store i32 0, ptr %t8, align 1, !alias.scope !8, !noalias !9
  %t9 = getelementptr i8, ptr %slot0, i64 44
  store i32 0, ptr %t9, align 1, !alias.scope !8, !noalias !9
  %t10 = getelementptr i8, ptr %slot0, i64 40
  store i32 0, ptr %t10, align 1, !alias.scope !8, !noalias !9
  %t11 = getelementptr i8, ptr %slot0, i64 36
  store i32 0, ptr %t11, align 1, !alias.scope !8, !noalias !9
  %t12 = getelementptr i8, ptr %slot0, i64 32
  store i32 0, ptr %t12, align 1, !alias.scope !8, !noalias !9
  %t13 = getelementptr i8, ptr %slot0, i64 28
  store i32 0, ptr %t13, align 1, !alias.scope !8, !noalias !9
  %t14 = getelementptr i8, ptr %slot0, i64 24
  store i32 0, ptr %t14, align 1, !alias.scope !8, !noalias !9
  %t15 = getelementptr i8, ptr %slot0, i64 20
  store i32 0, ptr %t15, align 1, !alias.scope !8, !noalias !9
  %t16 = getelementptr i8, ptr %slot0, i64 16
  store i32 0, ptr %t16, align 1, !alias.scope !8, !noalias !9
  %t17 = getelementptr i8, ptr %slot0, i64 12
  store i32 0, ptr %t17, align 1, !alias.scope !8, !noalias !9
  %t18 = getelementptr i8, ptr %slot0, i64 8
  store i32 0, ptr %t18, align 1, !alias.scope !8, !noalias !9
  %t19 = getelementptr i8, ptr %slot0, i64 4
  store i32 0, ptr %t19, align 1, !alias.scope !8, !noalias !9
  %v17 = trunc i64 %v12 to i32
  %v18 = mul i32 %v17, 1664525
  %v21 = add i32 %v18, 1013904223
  %v22 = zext i32 %v21 to i64
  %v25 = lshr i32 %v21, 8
  %v28 = and i32 %v25, 1023
  store i32 %v28, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t20 = getelementptr i8, ptr %self, i64 128
  %t21 = load ptr, ptr %t20, align 8, !invariant.load !20
  %t22 = call ptr @ebpfc_inline_hash_lookup(ptr %t21, ptr %slot0, i32 1, i32 64, i32 8, i32 2048)
  %v34 = icmp eq ptr %t22, null
  br i1 %v34, label %b4, label %b3
b3:
  %t23 = load i64, ptr %t22, align 1, !alias.scope !14, !noalias !15
  %v35 = freeze i64 %t23
  %v36 = add i64 %v35, %v11
  br label %b4
b4:
  %v37 = phi i64 [ %v11, %b2 ], [ %v36, %b3 ]
  %v39 = trunc i64 %v13 to i32
  %v40 = add i32 %v39, -1
  %v41 = zext i32 %v40 to i64
  %v42 = icmp eq i32 %v40, 0
  br i1 %v42, label %b5, label %b1
b5:
  %v43 = phi i64 [ %v11, %b1 ], [ %v37, %b4 ]
  %v44 = phi i64 [ %v12, %b1 ], [ %v22, %b4 ]
  %t24 = getelementptr i8, ptr %self, i64 152
  %t25 = load ptr, ptr %t24, align 8, !invariant.load !20
  store i64 %v43, ptr %t25, align 1, !alias.scope !16, !noalias !17
  %v47 = trunc i64 %v44 to i32
  store i32 %v47, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @lookup_wide64_1k.v4(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v4" "tune-cpu"="sapphirerapids" "target-features"="+avx512bitalg,+avx512ifma,+avx512vbmi,+avx512vbmi2,+avx512vnni,+avx512vpopcntdq" "prefer-vector-width"="256" align 64 {
entry:
  %slot0 = alloca [64 x i8], align 16
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.lookup_wide64_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 64, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v9 = freeze i32 %t2
  %v10 = zext i32 %v9 to i64
  br label %b1
b1:
  %v11 = phi i64 [ 0, %b0 ], [ %v37, %b4 ]
  %v12 = phi i64 [ %v10, %b0 ], [ %v22, %b4 ]
  %v13 = phi i64 [ 8192, %b0 ], [ %v41, %b4 ]
  %t3 = load i32, ptr %budget, align 4
  %v14 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v14, label %b5, label %b2
b2:
  %t5 = getelementptr i8, ptr %slot0, i64 60
  store i32 0, ptr %t5, align 1, !alias.scope !8, !noalias !9
  %t6 = getelementptr i8, ptr %slot0, i64 56
  store i32 0, ptr %t6, align 1, !alias.scope !8, !noalias !9
  %t7 = getelementptr i8, ptr %slot0, i64 52
  store i32 0, ptr %t7, align 1, !alias.scope !8, !noalias !9
  %t8 = getelementptr i8, ptr %slot0, i64 48
  store i32 0, ptr %t8, align 1, !alias.scope !8, !noalias !9
  %t9 = getelementptr i8, ptr %slot0, i64 44
  store i32 0, ptr %t9, align 1, !alias.scope !8, !noalias !9
  %t10 = getelementptr i8, ptr %slot0, i64 40
  store i32 0, ptr %t10, align 1, !alias.scope !8, !noalias !9
  %t11 = getelementptr i8, ptr %slot0, i64 36
  store i32 0, ptr %t11, align 1, !alias.scope !8, !noalias !9
  %t12 = getelementptr i8, ptr %slot0, i64 32
  store i32 0, ptr %t12, align 1, !alias.scope !8, !noalias !9
  %t13 = getelementptr i8, ptr %slot0, i64 28
  store i32 0, ptr %t13, align 1, !alias.scope !8, !noalias !9
  %t14 = getelementptr i8, ptr %slot0, i64 24
  store i32 0, ptr %t14, align 1, !alias.scope !8, !noalias !9
  %t15 = getelementptr i8, ptr %slot0, i64 20
  store i32 0, ptr %t15, align 1, !alias.scope !8, !noalias !9
  %t16 = getelementptr i8, ptr %slot0, i64 16
  store i32 0, ptr %t16, align 1, !alias.scope !8, !noalias !9
  %t17 = getelementptr i8, ptr %slot0, i64 12
  store i32 0, ptr %t17, align 1, !alias.scope !8, !noalias !9
  %t18 = getelementptr i8, ptr %slot0, i64 8
  store i32 0, ptr %t18, align 1, !alias.scope !8, !noalias !9
  %t19 = getelementptr i8, ptr %slot0, i64 4
  store i32 0, ptr %t19, align 1, !alias.scope !8, !noalias !9
  %v17 = trunc i64 %v12 to i32
  %v18 = mul i32 %v17, 1664525
  %v21 = add i32 %v18, 1013904223
  %v22 = zext i32 %v21 to i64
  %v25 = lshr i32 %v21, 8
  %v28 = and i32 %v25, 1023
  store i32 %v28, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t20 = getelementptr i8, ptr %self, i64 128
  %t21 = load ptr, ptr %t20, align 8, !invariant.load !20
  %t22 = call ptr @ebpfc_inline_hash_lookup(ptr %t21, ptr %slot0, i32 1, i32 64, i32 8, i32 2048)
  %v34 = icmp eq ptr %t22, null
  br i1 %v34, label %b4, label %b3
b3:
  %t23 = load i64, ptr %t22, align 1, !alias.scope !14, !noalias !15
  %v35 = freeze i64 %t23
  %v36 = add i64 %v35, %v11
  br label %b4
b4:
  %v37 = phi i64 [ %v11, %b2 ], [ %v36, %b3 ]
  %v39 = trunc i64 %v13 to i32
  %v40 = add i32 %v39, -1
  %v41 = zext i32 %v40 to i64
  %v42 = icmp eq i32 %v40, 0
  br i1 %v42, label %b5, label %b1
b5:
  %v43 = phi i64 [ %v11, %b1 ], [ %v37, %b4 ]
  %v44 = phi i64 [ %v12, %b1 ], [ %v22, %b4 ]
  %t24 = getelementptr i8, ptr %self, i64 152
  %t25 = load ptr, ptr %t24, align 8, !invariant.load !20
  store i64 %v43, ptr %t25, align 1, !alias.scope !16, !noalias !17
  %v47 = trunc i64 %v44 to i32
  store i32 %v47, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

@lookup_wide64_1k = protected ifunc i64 (ptr, ptr), ptr @lookup_wide64_1k.resolve
define hidden ptr @lookup_wide64_1k.resolve() nounwind {
  %level = call i32 @ebpfc.cpu()
  %has0 = icmp uge i32 %level, 2
  %best0 = select i1 %has0, ptr @lookup_wide64_1k.v3, ptr @lookup_wide64_1k.v1
  %has1 = icmp uge i32 %level, 3
  %best1 = select i1 %has1, ptr @lookup_wide64_1k.v4, ptr %best0
  ret ptr %best1
}

@ebpfc.needs.update_wide16_1k = private unnamed_addr constant [76 x i8] c"ebpfc: update_wide16_1k needs map wide16_1k: load the object with libebpfc\0A\00"
define internal i64 @update_wide16_1k.v1(ptr %ctx, ptr %instance) nounwind align 64 {
entry:
  %slot0 = alloca [8 x i8], align 8
  %slot1 = alloca [16 x i8], align 16
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.update_wide16_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 8, i1 false)
  call void @llvm.memset.p0.i64(ptr align 8 %slot1, i8 0, i64 16, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v9 = freeze i32 %t2
  %v10 = zext i32 %v9 to i64
  br label %b1
b1:
  %v11 = phi i64 [ 0, %b0 ], [ %v36, %b2 ]
  %v12 = phi i64 [ %v10, %b0 ], [ %v21, %b2 ]
  %v13 = phi i64 [ 8192, %b0 ], [ %v40, %b2 ]
  %t3 = load i32, ptr %budget, align 4
  %v14 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v14, label %b3, label %b2
b2:
  %v16 = trunc i64 %v12 to i32
  %v17 = mul i32 %v16, 1664525
  %v20 = add i32 %v17, 1013904223
  %v21 = zext i32 %v20 to i64
  %v24 = lshr i32 %v20, 8
  %v27 = and i32 %v24, 1023
  store i32 %v27, ptr %slot1, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %slot1, i64 8
  store i32 0, ptr %t5, align 1, !alias.scope !8, !noalias !9
  %t6 = getelementptr i8, ptr %slot1, i64 4
  store i32 0, ptr %t6, align 1, !alias.scope !8, !noalias !9
  %t7 = getelementptr i8, ptr %slot1, i64 12
  store i32 0, ptr %t7, align 1, !alias.scope !8, !noalias !9
  store i64 %v21, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t8 = getelementptr i8, ptr %self, i64 120
  %t9 = load ptr, ptr %t8, align 8, !invariant.load !20
  %t10 = call i64 @ebpfc.hash_update.wide16_1k(ptr %t9, ptr %slot1, ptr %slot0, i64 0)
  %v36 = add i64 %t10, %v11
  %v38 = trunc i64 %v13 to i32
  %v39 = add i32 %v38, -1
  %v40 = zext i32 %v39 to i64
  %v41 = icmp eq i32 %v39, 0
  br i1 %v41, label %b3, label %b1
b3:
  %v42 = phi i64 [ %v11, %b1 ], [ %v36, %b2 ]
  %v43 = phi i64 [ %v12, %b1 ], [ %v21, %b2 ]
  %t11 = getelementptr i8, ptr %self, i64 152
  %t12 = load ptr, ptr %t11, align 8, !invariant.load !20
  store i64 %v42, ptr %t12, align 1, !alias.scope !16, !noalias !17
  %v46 = trunc i64 %v43 to i32
  store i32 %v46, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @update_wide16_1k.v3(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v3" "tune-cpu"="alderlake" align 64 {
entry:
  %slot0 = alloca [8 x i8], align 8
  %slot1 = alloca [16 x i8], align 16
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.update_wide16_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 8, i1 false)
  call void @llvm.memset.p0.i64(ptr align 8 %slot1, i8 0, i64 16, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v9 = freeze i32 %t2
  %v10 = zext i32 %v9 to i64
  br label %b1
b1:
  %v11 = phi i64 [ 0, %b0 ], [ %v36, %b2 ]
  %v12 = phi i64 [ %v10, %b0 ], [ %v21, %b2 ]
  %v13 = phi i64 [ 8192, %b0 ], [ %v40, %b2 ]
  %t3 = load i32, ptr %budget, align 4
  %v14 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v14, label %b3, label %b2
b2:
  %v16 = trunc i64 %v12 to i32
  %v17 = mul i32 %v16, 1664525
  %v20 = add i32 %v17, 1013904223
  %v21 = zext i32 %v20 to i64
  %v24 = lshr i32 %v20, 8
  %v27 = and i32 %v24, 1023
  store i32 %v27, ptr %slot1, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %slot1, i64 8
  store i32 0, ptr %t5, align 1, !alias.scope !8, !noalias !9
  %t6 = getelementptr i8, ptr %slot1, i64 4
  store i32 0, ptr %t6, align 1, !alias.scope !8, !noalias !9
  %t7 = getelementptr i8, ptr %slot1, i64 12
  store i32 0, ptr %t7, align 1, !alias.scope !8, !noalias !9
  store i64 %v21, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t8 = getelementptr i8, ptr %self, i64 120
  %t9 = load ptr, ptr %t8, align 8, !invariant.load !20
  %t10 = call i64 @ebpfc.hash_update.wide16_1k(ptr %t9, ptr %slot1, ptr %slot0, i64 0)
  %v36 = add i64 %t10, %v11
  %v38 = trunc i64 %v13 to i32
  %v39 = add i32 %v38, -1
  %v40 = zext i32 %v39 to i64
  %v41 = icmp eq i32 %v39, 0
  br i1 %v41, label %b3, label %b1
b3:
  %v42 = phi i64 [ %v11, %b1 ], [ %v36, %b2 ]
  %v43 = phi i64 [ %v12, %b1 ], [ %v21, %b2 ]
  %t11 = getelementptr i8, ptr %self, i64 152
  %t12 = load ptr, ptr %t11, align 8, !invariant.load !20
  store i64 %v42, ptr %t12, align 1, !alias.scope !16, !noalias !17
  %v46 = trunc i64 %v43 to i32
  store i32 %v46, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @update_wide16_1k.v4(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v4" "tune-cpu"="sapphirerapids" "target-features"="+avx512bitalg,+avx512ifma,+avx512vbmi,+avx512vbmi2,+avx512vnni,+avx512vpopcntdq" "prefer-vector-width"="256" align 64 {
entry:
  %slot0 = alloca [8 x i8], align 8
  %slot1 = alloca [16 x i8], align 16
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.update_wide16_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 8, i1 false)
  call void @llvm.memset.p0.i64(ptr align 8 %slot1, i8 0, i64 16, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v9 = freeze i32 %t2
  %v10 = zext i32 %v9 to i64
  br label %b1
b1:
  %v11 = phi i64 [ 0, %b0 ], [ %v36, %b2 ]
  %v12 = phi i64 [ %v10, %b0 ], [ %v21, %b2 ]
  %v13 = phi i64 [ 8192, %b0 ], [ %v40, %b2 ]
  %t3 = load i32, ptr %budget, align 4
  %v14 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v14, label %b3, label %b2
b2:
  %v16 = trunc i64 %v12 to i32
  %v17 = mul i32 %v16, 1664525
  %v20 = add i32 %v17, 1013904223
  %v21 = zext i32 %v20 to i64
  %v24 = lshr i32 %v20, 8
  %v27 = and i32 %v24, 1023
  store i32 %v27, ptr %slot1, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %slot1, i64 8
  store i32 0, ptr %t5, align 1, !alias.scope !8, !noalias !9
  %t6 = getelementptr i8, ptr %slot1, i64 4
  store i32 0, ptr %t6, align 1, !alias.scope !8, !noalias !9
  %t7 = getelementptr i8, ptr %slot1, i64 12
  store i32 0, ptr %t7, align 1, !alias.scope !8, !noalias !9
  store i64 %v21, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t8 = getelementptr i8, ptr %self, i64 120
  %t9 = load ptr, ptr %t8, align 8, !invariant.load !20
  %t10 = call i64 @ebpfc.hash_update.wide16_1k(ptr %t9, ptr %slot1, ptr %slot0, i64 0)
  %v36 = add i64 %t10, %v11
  %v38 = trunc i64 %v13 to i32
  %v39 = add i32 %v38, -1
  %v40 = zext i32 %v39 to i64
  %v41 = icmp eq i32 %v39, 0
  br i1 %v41, label %b3, label %b1
b3:
  %v42 = phi i64 [ %v11, %b1 ], [ %v36, %b2 ]
  %v43 = phi i64 [ %v12, %b1 ], [ %v21, %b2 ]
  %t11 = getelementptr i8, ptr %self, i64 152
  %t12 = load ptr, ptr %t11, align 8, !invariant.load !20
  store i64 %v42, ptr %t12, align 1, !alias.scope !16, !noalias !17
  %v46 = trunc i64 %v43 to i32
  store i32 %v46, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

@update_wide16_1k = protected ifunc i64 (ptr, ptr), ptr @update_wide16_1k.resolve
define hidden ptr @update_wide16_1k.resolve() nounwind {
  %level = call i32 @ebpfc.cpu()
  %has0 = icmp uge i32 %level, 2
  %best0 = select i1 %has0, ptr @update_wide16_1k.v3, ptr @update_wide16_1k.v1
  %has1 = icmp uge i32 %level, 3
  %best1 = select i1 %has1, ptr @update_wide16_1k.v4, ptr %best0
  ret ptr %best1
}

@ebpfc.needs.update_wide64_1k = private unnamed_addr constant [76 x i8] c"ebpfc: update_wide64_1k needs map wide64_1k: load the object with libebpfc\0A\00"
define internal i64 @update_wide64_1k.v1(ptr %ctx, ptr %instance) nounwind align 64 {
entry:
  %slot0 = alloca [8 x i8], align 8
  %slot1 = alloca [64 x i8], align 16
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.update_wide64_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 8, i1 false)
  call void @llvm.memset.p0.i64(ptr align 8 %slot1, i8 0, i64 64, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v9 = freeze i32 %t2
  %v10 = zext i32 %v9 to i64
  br label %b1
b1:
  %v11 = phi i64 [ 0, %b0 ], [ %v36, %b2 ]
  %v12 = phi i64 [ %v10, %b0 ], [ %v22, %b2 ]
  %v13 = phi i64 [ 8192, %b0 ], [ %v40, %b2 ]
  %t3 = load i32, ptr %budget, align 4
  %v14 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v14, label %b3, label %b2
b2:
  %t5 = getelementptr i8, ptr %slot1, i64 60
  store i32 0, ptr %t5, align 1, !alias.scope !8, !noalias !9
  %t6 = getelementptr i8, ptr %slot1, i64 56
  store i32 0, ptr %t6, align 1, !alias.scope !8, !noalias !9
  %t7 = getelementptr i8, ptr %slot1, i64 52
  store i32 0, ptr %t7, align 1, !alias.scope !8, !noalias !9
  %t8 = getelementptr i8, ptr %slot1, i64 48
  store i32 0, ptr %t8, align 1, !alias.scope !8, !noalias !9
  %t9 = getelementptr i8, ptr %slot1, i64 44
  store i32 0, ptr %t9, align 1, !alias.scope !8, !noalias !9
  %t10 = getelementptr i8, ptr %slot1, i64 40
  store i32 0, ptr %t10, align 1, !alias.scope !8, !noalias !9
  %t11 = getelementptr i8, ptr %slot1, i64 36
  store i32 0, ptr %t11, align 1, !alias.scope !8, !noalias !9
  %t12 = getelementptr i8, ptr %slot1, i64 32
  store i32 0, ptr %t12, align 1, !alias.scope !8, !noalias !9
  %t13 = getelementptr i8, ptr %slot1, i64 28
  store i32 0, ptr %t13, align 1, !alias.scope !8, !noalias !9
  %t14 = getelementptr i8, ptr %slot1, i64 24
  store i32 0, ptr %t14, align 1, !alias.scope !8, !noalias !9
  %t15 = getelementptr i8, ptr %slot1, i64 20
  store i32 0, ptr %t15, align 1, !alias.scope !8, !noalias !9
  %t16 = getelementptr i8, ptr %slot1, i64 16
  store i32 0, ptr %t16, align 1, !alias.scope !8, !noalias !9
  %t17 = getelementptr i8, ptr %slot1, i64 12
  store i32 0, ptr %t17, align 1, !alias.scope !8, !noalias !9
  %t18 = getelementptr i8, ptr %slot1, i64 8
  store i32 0, ptr %t18, align 1, !alias.scope !8, !noalias !9
  %t19 = getelementptr i8, ptr %slot1, i64 4
  store i32 0, ptr %t19, align 1, !alias.scope !8, !noalias !9
  %v17 = trunc i64 %v12 to i32
  %v18 = mul i32 %v17, 1664525
  %v21 = add i32 %v18, 1013904223
  %v22 = zext i32 %v21 to i64
  %v25 = lshr i32 %v21, 8
  %v28 = and i32 %v25, 1023
  store i32 %v28, ptr %slot1, align 1, !alias.scope !8, !noalias !9
  store i64 %v22, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t20 = getelementptr i8, ptr %self, i64 128
  %t21 = load ptr, ptr %t20, align 8, !invariant.load !20
  %t22 = call i64 @ebpfc.hash_update.wide64_1k(ptr %t21, ptr %slot1, ptr %slot0, i64 0)
  %v36 = add i64 %t22, %v11
  %v38 = trunc i64 %v13 to i32
  %v39 = add i32 %v38, -1
  %v40 = zext i32 %v39 to i64
  %v41 = icmp eq i32 %v39, 0
  br i1 %v41, label %b3, label %b1
b3:
  %v42 = phi i64 [ %v11, %b1 ], [ %v36, %b2 ]
  %v43 = phi i64 [ %v12, %b1 ], [ %v22, %b2 ]
  %t23 = getelementptr i8, ptr %self, i64 152
  %t24 = load ptr, ptr %t23, align 8, !invariant.load !20
  store i64 %v42, ptr %t24, align 1, !alias.scope !16, !noalias !17
  %v46 = trunc i64 %v43 to i32
  store i32 %v46, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @update_wide64_1k.v3(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v3" "tune-cpu"="alderlake" align 64 {
entry:
  %slot0 = alloca [8 x i8], align 8
  %slot1 = alloca [64 x i8], align 16
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.update_wide64_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 8, i1 false)
  call void @llvm.memset.p0.i64(ptr align 8 %slot1, i8 0, i64 64, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v9 = freeze i32 %t2
  %v10 = zext i32 %v9 to i64
  br label %b1
b1:
  %v11 = phi i64 [ 0, %b0 ], [ %v36, %b2 ]
  %v12 = phi i64 [ %v10, %b0 ], [ %v22, %b2 ]
  %v13 = phi i64 [ 8192, %b0 ], [ %v40, %b2 ]
  %t3 = load i32, ptr %budget, align 4
  %v14 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v14, label %b3, label %b2
b2:
  %t5 = getelementptr i8, ptr %slot1, i64 60
  store i32 0, ptr %t5, align 1, !alias.scope !8, !noalias !9
  %t6 = getelementptr i8, ptr %slot1, i64 56
  store i32 0, ptr %t6, align 1, !alias.scope !8, !noalias !9
  %t7 = getelementptr i8, ptr %slot1, i64 52
  store i32 0, ptr %t7, align 1, !alias.scope !8, !noalias !9
  %t8 = getelementptr i8, ptr %slot1, i64 48
  store i32 0, ptr %t8, align 1, !alias.scope !8, !noalias !9
  %t9 = getelementptr i8, ptr %slot1, i64 44
  store i32 0, ptr %t9, align 1, !alias.scope !8, !noalias !9
  %t10 = getelementptr i8, ptr %slot1, i64 40
  store i32 0, ptr %t10, align 1, !alias.scope !8, !noalias !9
  %t11 = getelementptr i8, ptr %slot1, i64 36
  store i32 0, ptr %t11, align 1, !alias.scope !8, !noalias !9
  %t12 = getelementptr i8, ptr %slot1, i64 32
  store i32 0, ptr %t12, align 1, !alias.scope !8, !noalias !9
  %t13 = getelementptr i8, ptr %slot1, i64 28
  store i32 0, ptr %t13, align 1, !alias.scope !8, !noalias !9
  %t14 = getelementptr i8, ptr %slot1, i64 24
  store i32 0, ptr %t14, align 1, !alias.scope !8, !noalias !9
  %t15 = getelementptr i8, ptr %slot1, i64 20
  store i32 0, ptr %t15, align 1, !alias.scope !8, !noalias !9
  %t16 = getelementptr i8, ptr %slot1, i64 16
  store i32 0, ptr %t16, align 1, !alias.scope !8, !noalias !9
  %t17 = getelementptr i8, ptr %slot1, i64 12
  store i32 0, ptr %t17, align 1, !alias.scope !8, !noalias !9
  %t18 = getelementptr i8, ptr %slot1, i64 8
  store i32 0, ptr %t18, align 1, !alias.scope !8, !noalias !9
  %t19 = getelementptr i8, ptr %slot1, i64 4
  store i32 0, ptr %t19, align 1, !alias.scope !8, !noalias !9
  %v17 = trunc i64 %v12 to i32
  %v18 = mul i32 %v17, 1664525
  %v21 = add i32 %v18, 1013904223
  %v22 = zext i32 %v21 to i64
  %v25 = lshr i32 %v21, 8
  %v28 = and i32 %v25, 1023
  store i32 %v28, ptr %slot1, align 1, !alias.scope !8, !noalias !9
  store i64 %v22, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t20 = getelementptr i8, ptr %self, i64 128
  %t21 = load ptr, ptr %t20, align 8, !invariant.load !20
  %t22 = call i64 @ebpfc.hash_update.wide64_1k(ptr %t21, ptr %slot1, ptr %slot0, i64 0)
  %v36 = add i64 %t22, %v11
  %v38 = trunc i64 %v13 to i32
  %v39 = add i32 %v38, -1
  %v40 = zext i32 %v39 to i64
  %v41 = icmp eq i32 %v39, 0
  br i1 %v41, label %b3, label %b1
b3:
  %v42 = phi i64 [ %v11, %b1 ], [ %v36, %b2 ]
  %v43 = phi i64 [ %v12, %b1 ], [ %v22, %b2 ]
  %t23 = getelementptr i8, ptr %self, i64 152
  %t24 = load ptr, ptr %t23, align 8, !invariant.load !20
  store i64 %v42, ptr %t24, align 1, !alias.scope !16, !noalias !17
  %v46 = trunc i64 %v43 to i32
  store i32 %v46, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @update_wide64_1k.v4(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v4" "tune-cpu"="sapphirerapids" "target-features"="+avx512bitalg,+avx512ifma,+avx512vbmi,+avx512vbmi2,+avx512vnni,+avx512vpopcntdq" "prefer-vector-width"="256" align 64 {
entry:
  %slot0 = alloca [8 x i8], align 8
  %slot1 = alloca [64 x i8], align 16
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.update_wide64_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 8, i1 false)
  call void @llvm.memset.p0.i64(ptr align 8 %slot1, i8 0, i64 64, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v9 = freeze i32 %t2
  %v10 = zext i32 %v9 to i64
  br label %b1
b1:
  %v11 = phi i64 [ 0, %b0 ], [ %v36, %b2 ]
  %v12 = phi i64 [ %v10, %b0 ], [ %v22, %b2 ]
  %v13 = phi i64 [ 8192, %b0 ], [ %v40, %b2 ]
  %t3 = load i32, ptr %budget, align 4
  %v14 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v14, label %b3, label %b2
b2:
  %t5 = getelementptr i8, ptr %slot1, i64 60
  store i32 0, ptr %t5, align 1, !alias.scope !8, !noalias !9
  %t6 = getelementptr i8, ptr %slot1, i64 56
  store i32 0, ptr %t6, align 1, !alias.scope !8, !noalias !9
  %t7 = getelementptr i8, ptr %slot1, i64 52
  store i32 0, ptr %t7, align 1, !alias.scope !8, !noalias !9
  %t8 = getelementptr i8, ptr %slot1, i64 48
  store i32 0, ptr %t8, align 1, !alias.scope !8, !noalias !9
  %t9 = getelementptr i8, ptr %slot1, i64 44
  store i32 0, ptr %t9, align 1, !alias.scope !8, !noalias !9
  %t10 = getelementptr i8, ptr %slot1, i64 40
  store i32 0, ptr %t10, align 1, !alias.scope !8, !noalias !9
  %t11 = getelementptr i8, ptr %slot1, i64 36
  store i32 0, ptr %t11, align 1, !alias.scope !8, !noalias !9
  %t12 = getelementptr i8, ptr %slot1, i64 32
  store i32 0, ptr %t12, align 1, !alias.scope !8, !noalias !9
  %t13 = getelementptr i8, ptr %slot1, i64 28
  store i32 0, ptr %t13, align 1, !alias.scope !8, !noalias !9
  %t14 = getelementptr i8, ptr %slot1, i64 24
  store i32 0, ptr %t14, align 1, !alias.scope !8, !noalias !9
  %t15 = getelementptr i8, ptr %slot1, i64 20
  store i32 0, ptr %t15, align 1, !alias.scope !8, !noalias !9
  %t16 = getelementptr i8, ptr %slot1, i64 16
  store i32 0, ptr %t16, align 1, !alias.scope !8, !noalias !9
  %t17 = getelementptr i8, ptr %slot1, i64 12
  store i32 0, ptr %t17, align 1, !alias.scope !8, !noalias !9
  %t18 = getelementptr i8, ptr %slot1, i64 8
  store i32 0, ptr %t18, align 1, !alias.scope !8, !noalias !9
  %t19 = getelementptr i8, ptr %slot1, i64 4
  store i32 0, ptr %t19, align 1, !alias.scope !8, !noalias !9
  %v17 = trunc i64 %v12 to i32
  %v18 = mul i32 %v17, 1664525
  %v21 = add i32 %v18, 1013904223
  %v22 = zext i32 %v21 to i64
  %v25 = lshr i32 %v21, 8
  %v28 = and i32 %v25, 1023
  store i32 %v28, ptr %slot1, align 1, !alias.scope !8, !noalias !9
  store i64 %v22, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t20 = getelementptr i8, ptr %self, i64 128
  %t21 = load ptr, ptr %t20, align 8, !invariant.load !20
  %t22 = call i64 @ebpfc.hash_update.wide64_1k(ptr %t21, ptr %slot1, ptr %slot0, i64 0)
  %v36 = add i64 %t22, %v11
  %v38 = trunc i64 %v13 to i32
  %v39 = add i32 %v38, -1
  %v40 = zext i32 %v39 to i64
  %v41 = icmp eq i32 %v39, 0
  br i1 %v41, label %b3, label %b1
b3:
  %v42 = phi i64 [ %v11, %b1 ], [ %v36, %b2 ]
  %v43 = phi i64 [ %v12, %b1 ], [ %v22, %b2 ]
  %t23 = getelementptr i8, ptr %self, i64 152
  %t24 = load ptr, ptr %t23, align 8, !invariant.load !20
  store i64 %v42, ptr %t24, align 1, !alias.scope !16, !noalias !17
  %v46 = trunc i64 %v43 to i32
  store i32 %v46, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

@update_wide64_1k = protected ifunc i64 (ptr, ptr), ptr @update_wide64_1k.resolve
define hidden ptr @update_wide64_1k.resolve() nounwind {
  %level = call i32 @ebpfc.cpu()
  %has0 = icmp uge i32 %level, 2
  %best0 = select i1 %has0, ptr @update_wide64_1k.v3, ptr @update_wide64_1k.v1
  %has1 = icmp uge i32 %level, 3
  %best1 = select i1 %has1, ptr @update_wide64_1k.v4, ptr %best0
  ret ptr %best1
}

@ebpfc.needs.update_hash_1k = private unnamed_addr constant [72 x i8] c"ebpfc: update_hash_1k needs map hash_1k: load the object with libebpfc\0A\00"
define internal i64 @update_hash_1k.v1(ptr %ctx, ptr %instance) nounwind align 64 {
entry:
  %slot0 = alloca [8 x i8], align 8
  %slot1 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.update_hash_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 8, i1 false)
  call void @llvm.memset.p0.i64(ptr align 8 %slot1, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b2 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v33, %b2 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v37, %b2 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b3, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1023
  store i32 %v25, ptr %slot1, align 1, !alias.scope !8, !noalias !9
  store i64 %v19, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 64
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call i64 @ebpfc.hash_update.hash_1k(ptr %t6, ptr %slot1, ptr %slot0, i64 0)
  %v33 = add i64 %t7, %v10
  %v35 = trunc i64 %v11 to i32
  %v36 = add i32 %v35, -1
  %v37 = zext i32 %v36 to i64
  %v39 = icmp eq i32 %v36, 0
  br i1 %v39, label %b3, label %b1
b3:
  %v40 = phi i64 [ %v9, %b1 ], [ %v19, %b2 ]
  %v41 = phi i64 [ %v10, %b1 ], [ %v33, %b2 ]
  %t8 = getelementptr i8, ptr %self, i64 152
  %t9 = load ptr, ptr %t8, align 8, !invariant.load !20
  store i64 %v41, ptr %t9, align 1, !alias.scope !16, !noalias !17
  %v44 = trunc i64 %v40 to i32
  store i32 %v44, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @update_hash_1k.v3(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v3" "tune-cpu"="alderlake" align 64 {
entry:
  %slot0 = alloca [8 x i8], align 8
  %slot1 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.update_hash_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 8, i1 false)
  call void @llvm.memset.p0.i64(ptr align 8 %slot1, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b2 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v33, %b2 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v37, %b2 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b3, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1023
  store i32 %v25, ptr %slot1, align 1, !alias.scope !8, !noalias !9
  store i64 %v19, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 64
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call i64 @ebpfc.hash_update.hash_1k(ptr %t6, ptr %slot1, ptr %slot0, i64 0)
  %v33 = add i64 %t7, %v10
  %v35 = trunc i64 %v11 to i32
  %v36 = add i32 %v35, -1
  %v37 = zext i32 %v36 to i64
  %v39 = icmp eq i32 %v36, 0
  br i1 %v39, label %b3, label %b1
b3:
  %v40 = phi i64 [ %v9, %b1 ], [ %v19, %b2 ]
  %v41 = phi i64 [ %v10, %b1 ], [ %v33, %b2 ]
  %t8 = getelementptr i8, ptr %self, i64 152
  %t9 = load ptr, ptr %t8, align 8, !invariant.load !20
  store i64 %v41, ptr %t9, align 1, !alias.scope !16, !noalias !17
  %v44 = trunc i64 %v40 to i32
  store i32 %v44, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @update_hash_1k.v4(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v4" "tune-cpu"="sapphirerapids" "target-features"="+avx512bitalg,+avx512ifma,+avx512vbmi,+avx512vbmi2,+avx512vnni,+avx512vpopcntdq" "prefer-vector-width"="256" align 64 {
entry:
  %slot0 = alloca [8 x i8], align 8
  %slot1 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.update_hash_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 8, i1 false)
  call void @llvm.memset.p0.i64(ptr align 8 %slot1, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b2 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v33, %b2 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v37, %b2 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b3, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1023
  store i32 %v25, ptr %slot1, align 1, !alias.scope !8, !noalias !9
  store i64 %v19, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 64
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call i64 @ebpfc.hash_update.hash_1k(ptr %t6, ptr %slot1, ptr %slot0, i64 0)
  %v33 = add i64 %t7, %v10
  %v35 = trunc i64 %v11 to i32
  %v36 = add i32 %v35, -1
  %v37 = zext i32 %v36 to i64
  %v39 = icmp eq i32 %v36, 0
  br i1 %v39, label %b3, label %b1
b3:
  %v40 = phi i64 [ %v9, %b1 ], [ %v19, %b2 ]
  %v41 = phi i64 [ %v10, %b1 ], [ %v33, %b2 ]
  %t8 = getelementptr i8, ptr %self, i64 152
  %t9 = load ptr, ptr %t8, align 8, !invariant.load !20
  store i64 %v41, ptr %t9, align 1, !alias.scope !16, !noalias !17
  %v44 = trunc i64 %v40 to i32
  store i32 %v44, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

@update_hash_1k = protected ifunc i64 (ptr, ptr), ptr @update_hash_1k.resolve
define hidden ptr @update_hash_1k.resolve() nounwind {
  %level = call i32 @ebpfc.cpu()
  %has0 = icmp uge i32 %level, 2
  %best0 = select i1 %has0, ptr @update_hash_1k.v3, ptr @update_hash_1k.v1
  %has1 = icmp uge i32 %level, 3
  %best1 = select i1 %has1, ptr @update_hash_1k.v4, ptr %best0
  ret ptr %best1
}

@ebpfc.needs.update_hash_1m = private unnamed_addr constant [72 x i8] c"ebpfc: update_hash_1m needs map hash_1m: load the object with libebpfc\0A\00"
define internal i64 @update_hash_1m.v1(ptr %ctx, ptr %instance) nounwind align 64 {
entry:
  %slot0 = alloca [8 x i8], align 8
  %slot1 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.update_hash_1m)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 8, i1 false)
  call void @llvm.memset.p0.i64(ptr align 8 %slot1, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b2 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v33, %b2 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v37, %b2 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b3, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1048575
  store i32 %v25, ptr %slot1, align 1, !alias.scope !8, !noalias !9
  store i64 %v19, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 72
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call i64 @ebpfc.hash_update.hash_1m(ptr %t6, ptr %slot1, ptr %slot0, i64 0)
  %v33 = add i64 %t7, %v10
  %v35 = trunc i64 %v11 to i32
  %v36 = add i32 %v35, -1
  %v37 = zext i32 %v36 to i64
  %v39 = icmp eq i32 %v36, 0
  br i1 %v39, label %b3, label %b1
b3:
  %v40 = phi i64 [ %v9, %b1 ], [ %v19, %b2 ]
  %v41 = phi i64 [ %v10, %b1 ], [ %v33, %b2 ]
  %t8 = getelementptr i8, ptr %self, i64 152
  %t9 = load ptr, ptr %t8, align 8, !invariant.load !20
  store i64 %v41, ptr %t9, align 1, !alias.scope !16, !noalias !17
  %v44 = trunc i64 %v40 to i32
  store i32 %v44, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @update_hash_1m.v3(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v3" "tune-cpu"="alderlake" align 64 {
entry:
  %slot0 = alloca [8 x i8], align 8
  %slot1 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.update_hash_1m)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 8, i1 false)
  call void @llvm.memset.p0.i64(ptr align 8 %slot1, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b2 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v33, %b2 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v37, %b2 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b3, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1048575
  store i32 %v25, ptr %slot1, align 1, !alias.scope !8, !noalias !9
  store i64 %v19, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 72
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call i64 @ebpfc.hash_update.hash_1m(ptr %t6, ptr %slot1, ptr %slot0, i64 0)
  %v33 = add i64 %t7, %v10
  %v35 = trunc i64 %v11 to i32
  %v36 = add i32 %v35, -1
  %v37 = zext i32 %v36 to i64
  %v39 = icmp eq i32 %v36, 0
  br i1 %v39, label %b3, label %b1
b3:
  %v40 = phi i64 [ %v9, %b1 ], [ %v19, %b2 ]
  %v41 = phi i64 [ %v10, %b1 ], [ %v33, %b2 ]
  %t8 = getelementptr i8, ptr %self, i64 152
  %t9 = load ptr, ptr %t8, align 8, !invariant.load !20
  store i64 %v41, ptr %t9, align 1, !alias.scope !16, !noalias !17
  %v44 = trunc i64 %v40 to i32
  store i32 %v44, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @update_hash_1m.v4(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v4" "tune-cpu"="sapphirerapids" "target-features"="+avx512bitalg,+avx512ifma,+avx512vbmi,+avx512vbmi2,+avx512vnni,+avx512vpopcntdq" "prefer-vector-width"="256" align 64 {
entry:
  %slot0 = alloca [8 x i8], align 8
  %slot1 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.update_hash_1m)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 8, i1 false)
  call void @llvm.memset.p0.i64(ptr align 8 %slot1, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b2 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v33, %b2 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v37, %b2 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b3, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1048575
  store i32 %v25, ptr %slot1, align 1, !alias.scope !8, !noalias !9
  store i64 %v19, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 72
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call i64 @ebpfc.hash_update.hash_1m(ptr %t6, ptr %slot1, ptr %slot0, i64 0)
  %v33 = add i64 %t7, %v10
  %v35 = trunc i64 %v11 to i32
  %v36 = add i32 %v35, -1
  %v37 = zext i32 %v36 to i64
  %v39 = icmp eq i32 %v36, 0
  br i1 %v39, label %b3, label %b1
b3:
  %v40 = phi i64 [ %v9, %b1 ], [ %v19, %b2 ]
  %v41 = phi i64 [ %v10, %b1 ], [ %v33, %b2 ]
  %t8 = getelementptr i8, ptr %self, i64 152
  %t9 = load ptr, ptr %t8, align 8, !invariant.load !20
  store i64 %v41, ptr %t9, align 1, !alias.scope !16, !noalias !17
  %v44 = trunc i64 %v40 to i32
  store i32 %v44, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

@update_hash_1m = protected ifunc i64 (ptr, ptr), ptr @update_hash_1m.resolve
define hidden ptr @update_hash_1m.resolve() nounwind {
  %level = call i32 @ebpfc.cpu()
  %has0 = icmp uge i32 %level, 2
  %best0 = select i1 %has0, ptr @update_hash_1m.v3, ptr @update_hash_1m.v1
  %has1 = icmp uge i32 %level, 3
  %best1 = select i1 %has1, ptr @update_hash_1m.v4, ptr %best0
  ret ptr %best1
}

@ebpfc.needs.update_lru_1k = private unnamed_addr constant [70 x i8] c"ebpfc: update_lru_1k needs map lru_1k: load the object with libebpfc\0A\00"
define internal i64 @update_lru_1k.v1(ptr %ctx, ptr %instance) nounwind align 64 {
entry:
  %slot0 = alloca [8 x i8], align 8
  %slot1 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.update_lru_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 8, i1 false)
  call void @llvm.memset.p0.i64(ptr align 8 %slot1, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b2 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v33, %b2 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v37, %b2 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b3, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1023
  store i32 %v25, ptr %slot1, align 1, !alias.scope !8, !noalias !9
  store i64 %v19, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 96
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call i64 @ebpfc.hash_update.lru_1k(ptr %t6, ptr %slot1, ptr %slot0, i64 0)
  %v33 = add i64 %t7, %v10
  %v35 = trunc i64 %v11 to i32
  %v36 = add i32 %v35, -1
  %v37 = zext i32 %v36 to i64
  %v39 = icmp eq i32 %v36, 0
  br i1 %v39, label %b3, label %b1
b3:
  %v40 = phi i64 [ %v9, %b1 ], [ %v19, %b2 ]
  %v41 = phi i64 [ %v10, %b1 ], [ %v33, %b2 ]
  %t8 = getelementptr i8, ptr %self, i64 152
  %t9 = load ptr, ptr %t8, align 8, !invariant.load !20
  store i64 %v41, ptr %t9, align 1, !alias.scope !16, !noalias !17
  %v44 = trunc i64 %v40 to i32
  store i32 %v44, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @update_lru_1k.v3(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v3" "tune-cpu"="alderlake" align 64 {
entry:
  %slot0 = alloca [8 x i8], align 8
  %slot1 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.update_lru_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 8, i1 false)
  call void @llvm.memset.p0.i64(ptr align 8 %slot1, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b2 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v33, %b2 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v37, %b2 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b3, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1023
  store i32 %v25, ptr %slot1, align 1, !alias.scope !8, !noalias !9
  store i64 %v19, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 96
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call i64 @ebpfc.hash_update.lru_1k(ptr %t6, ptr %slot1, ptr %slot0, i64 0)
  %v33 = add i64 %t7, %v10
  %v35 = trunc i64 %v11 to i32
  %v36 = add i32 %v35, -1
  %v37 = zext i32 %v36 to i64
  %v39 = icmp eq i32 %v36, 0
  br i1 %v39, label %b3, label %b1
b3:
  %v40 = phi i64 [ %v9, %b1 ], [ %v19, %b2 ]
  %v41 = phi i64 [ %v10, %b1 ], [ %v33, %b2 ]
  %t8 = getelementptr i8, ptr %self, i64 152
  %t9 = load ptr, ptr %t8, align 8, !invariant.load !20
  store i64 %v41, ptr %t9, align 1, !alias.scope !16, !noalias !17
  %v44 = trunc i64 %v40 to i32
  store i32 %v44, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @update_lru_1k.v4(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v4" "tune-cpu"="sapphirerapids" "target-features"="+avx512bitalg,+avx512ifma,+avx512vbmi,+avx512vbmi2,+avx512vnni,+avx512vpopcntdq" "prefer-vector-width"="256" align 64 {
entry:
  %slot0 = alloca [8 x i8], align 8
  %slot1 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.update_lru_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 8, i1 false)
  call void @llvm.memset.p0.i64(ptr align 8 %slot1, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b2 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v33, %b2 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v37, %b2 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b3, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1023
  store i32 %v25, ptr %slot1, align 1, !alias.scope !8, !noalias !9
  store i64 %v19, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 96
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call i64 @ebpfc.hash_update.lru_1k(ptr %t6, ptr %slot1, ptr %slot0, i64 0)
  %v33 = add i64 %t7, %v10
  %v35 = trunc i64 %v11 to i32
  %v36 = add i32 %v35, -1
  %v37 = zext i32 %v36 to i64
  %v39 = icmp eq i32 %v36, 0
  br i1 %v39, label %b3, label %b1
b3:
  %v40 = phi i64 [ %v9, %b1 ], [ %v19, %b2 ]
  %v41 = phi i64 [ %v10, %b1 ], [ %v33, %b2 ]
  %t8 = getelementptr i8, ptr %self, i64 152
  %t9 = load ptr, ptr %t8, align 8, !invariant.load !20
  store i64 %v41, ptr %t9, align 1, !alias.scope !16, !noalias !17
  %v44 = trunc i64 %v40 to i32
  store i32 %v44, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

@update_lru_1k = protected ifunc i64 (ptr, ptr), ptr @update_lru_1k.resolve
define hidden ptr @update_lru_1k.resolve() nounwind {
  %level = call i32 @ebpfc.cpu()
  %has0 = icmp uge i32 %level, 2
  %best0 = select i1 %has0, ptr @update_lru_1k.v3, ptr @update_lru_1k.v1
  %has1 = icmp uge i32 %level, 3
  %best1 = select i1 %has1, ptr @update_lru_1k.v4, ptr %best0
  ret ptr %best1
}

@ebpfc.needs.update_percpu_1k = private unnamed_addr constant [76 x i8] c"ebpfc: update_percpu_1k needs map percpu_1k: load the object with libebpfc\0A\00"
define internal i64 @update_percpu_1k.v1(ptr %ctx, ptr %instance) nounwind align 64 {
entry:
  %slot0 = alloca [8 x i8], align 8
  %slot1 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.update_percpu_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 8, i1 false)
  call void @llvm.memset.p0.i64(ptr align 8 %slot1, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b2 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v33, %b2 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v37, %b2 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b3, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1023
  store i32 %v25, ptr %slot1, align 1, !alias.scope !8, !noalias !9
  store i64 %v19, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 104
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call i64 @ebpfc.hash_update.percpu_1k(ptr %t6, ptr %slot1, ptr %slot0, i64 0)
  %v33 = add i64 %t7, %v10
  %v35 = trunc i64 %v11 to i32
  %v36 = add i32 %v35, -1
  %v37 = zext i32 %v36 to i64
  %v39 = icmp eq i32 %v36, 0
  br i1 %v39, label %b3, label %b1
b3:
  %v40 = phi i64 [ %v9, %b1 ], [ %v19, %b2 ]
  %v41 = phi i64 [ %v10, %b1 ], [ %v33, %b2 ]
  %t8 = getelementptr i8, ptr %self, i64 152
  %t9 = load ptr, ptr %t8, align 8, !invariant.load !20
  store i64 %v41, ptr %t9, align 1, !alias.scope !16, !noalias !17
  %v44 = trunc i64 %v40 to i32
  store i32 %v44, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @update_percpu_1k.v3(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v3" "tune-cpu"="alderlake" align 64 {
entry:
  %slot0 = alloca [8 x i8], align 8
  %slot1 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.update_percpu_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 8, i1 false)
  call void @llvm.memset.p0.i64(ptr align 8 %slot1, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b2 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v33, %b2 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v37, %b2 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b3, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1023
  store i32 %v25, ptr %slot1, align 1, !alias.scope !8, !noalias !9
  store i64 %v19, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 104
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call i64 @ebpfc.hash_update.percpu_1k(ptr %t6, ptr %slot1, ptr %slot0, i64 0)
  %v33 = add i64 %t7, %v10
  %v35 = trunc i64 %v11 to i32
  %v36 = add i32 %v35, -1
  %v37 = zext i32 %v36 to i64
  %v39 = icmp eq i32 %v36, 0
  br i1 %v39, label %b3, label %b1
b3:
  %v40 = phi i64 [ %v9, %b1 ], [ %v19, %b2 ]
  %v41 = phi i64 [ %v10, %b1 ], [ %v33, %b2 ]
  %t8 = getelementptr i8, ptr %self, i64 152
  %t9 = load ptr, ptr %t8, align 8, !invariant.load !20
  store i64 %v41, ptr %t9, align 1, !alias.scope !16, !noalias !17
  %v44 = trunc i64 %v40 to i32
  store i32 %v44, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @update_percpu_1k.v4(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v4" "tune-cpu"="sapphirerapids" "target-features"="+avx512bitalg,+avx512ifma,+avx512vbmi,+avx512vbmi2,+avx512vnni,+avx512vpopcntdq" "prefer-vector-width"="256" align 64 {
entry:
  %slot0 = alloca [8 x i8], align 8
  %slot1 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.update_percpu_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 8, i1 false)
  call void @llvm.memset.p0.i64(ptr align 8 %slot1, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ %v8, %b0 ], [ %v19, %b2 ]
  %v10 = phi i64 [ 0, %b0 ], [ %v33, %b2 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v37, %b2 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b3, label %b2
b2:
  %v14 = trunc i64 %v9 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1023
  store i32 %v25, ptr %slot1, align 1, !alias.scope !8, !noalias !9
  store i64 %v19, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 104
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call i64 @ebpfc.hash_update.percpu_1k(ptr %t6, ptr %slot1, ptr %slot0, i64 0)
  %v33 = add i64 %t7, %v10
  %v35 = trunc i64 %v11 to i32
  %v36 = add i32 %v35, -1
  %v37 = zext i32 %v36 to i64
  %v39 = icmp eq i32 %v36, 0
  br i1 %v39, label %b3, label %b1
b3:
  %v40 = phi i64 [ %v9, %b1 ], [ %v19, %b2 ]
  %v41 = phi i64 [ %v10, %b1 ], [ %v33, %b2 ]
  %t8 = getelementptr i8, ptr %self, i64 152
  %t9 = load ptr, ptr %t8, align 8, !invariant.load !20
  store i64 %v41, ptr %t9, align 1, !alias.scope !16, !noalias !17
  %v44 = trunc i64 %v40 to i32
  store i32 %v44, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

@update_percpu_1k = protected ifunc i64 (ptr, ptr), ptr @update_percpu_1k.resolve
define hidden ptr @update_percpu_1k.resolve() nounwind {
  %level = call i32 @ebpfc.cpu()
  %has0 = icmp uge i32 %level, 2
  %best0 = select i1 %has0, ptr @update_percpu_1k.v3, ptr @update_percpu_1k.v1
  %has1 = icmp uge i32 %level, 3
  %best1 = select i1 %has1, ptr @update_percpu_1k.v4, ptr %best0
  ret ptr %best1
}

@ebpfc.needs.churn_hash_1k = private unnamed_addr constant [71 x i8] c"ebpfc: churn_hash_1k needs map hash_1k: load the object with libebpfc\0A\00"
define internal i64 @churn_hash_1k.v1(ptr %ctx, ptr %instance) nounwind align 64 {
entry:
  %slot0 = alloca [8 x i8], align 8
  %slot1 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.churn_hash_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 8, i1 false)
  call void @llvm.memset.p0.i64(ptr align 8 %slot1, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ 0, %b0 ], [ %v37, %b2 ]
  %v10 = phi i64 [ %v8, %b0 ], [ %v19, %b2 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v41, %b2 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b3, label %b2
b2:
  %v14 = trunc i64 %v10 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1023
  store i32 %v25, ptr %slot1, align 1, !alias.scope !8, !noalias !9
  store i64 %v19, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 64
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call i64 @ebpfc.hash_delete.hash_1k(ptr %t6, ptr %slot1)
  %t8 = call i64 @ebpfc.hash_update.hash_1k(ptr %t6, ptr %slot1, ptr %slot0, i64 0)
  %v36 = add i64 %t7, %v9
  %v37 = add i64 %v36, %t8
  %v39 = trunc i64 %v11 to i32
  %v40 = add i32 %v39, -1
  %v41 = zext i32 %v40 to i64
  %v43 = icmp eq i32 %v40, 0
  br i1 %v43, label %b3, label %b1
b3:
  %v44 = phi i64 [ %v9, %b1 ], [ %v37, %b2 ]
  %v45 = phi i64 [ %v10, %b1 ], [ %v19, %b2 ]
  %t9 = getelementptr i8, ptr %self, i64 152
  %t10 = load ptr, ptr %t9, align 8, !invariant.load !20
  store i64 %v44, ptr %t10, align 1, !alias.scope !16, !noalias !17
  %v48 = trunc i64 %v45 to i32
  store i32 %v48, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @churn_hash_1k.v3(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v3" "tune-cpu"="alderlake" align 64 {
entry:
  %slot0 = alloca [8 x i8], align 8
  %slot1 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.churn_hash_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 8, i1 false)
  call void @llvm.memset.p0.i64(ptr align 8 %slot1, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ 0, %b0 ], [ %v37, %b2 ]
  %v10 = phi i64 [ %v8, %b0 ], [ %v19, %b2 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v41, %b2 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b3, label %b2
b2:
  %v14 = trunc i64 %v10 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1023
  store i32 %v25, ptr %slot1, align 1, !alias.scope !8, !noalias !9
  store i64 %v19, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 64
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call i64 @ebpfc.hash_delete.hash_1k(ptr %t6, ptr %slot1)
  %t8 = call i64 @ebpfc.hash_update.hash_1k(ptr %t6, ptr %slot1, ptr %slot0, i64 0)
  %v36 = add i64 %t7, %v9
  %v37 = add i64 %v36, %t8
  %v39 = trunc i64 %v11 to i32
  %v40 = add i32 %v39, -1
  %v41 = zext i32 %v40 to i64
  %v43 = icmp eq i32 %v40, 0
  br i1 %v43, label %b3, label %b1
b3:
  %v44 = phi i64 [ %v9, %b1 ], [ %v37, %b2 ]
  %v45 = phi i64 [ %v10, %b1 ], [ %v19, %b2 ]
  %t9 = getelementptr i8, ptr %self, i64 152
  %t10 = load ptr, ptr %t9, align 8, !invariant.load !20
  store i64 %v44, ptr %t10, align 1, !alias.scope !16, !noalias !17
  %v48 = trunc i64 %v45 to i32
  store i32 %v48, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @churn_hash_1k.v4(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v4" "tune-cpu"="sapphirerapids" "target-features"="+avx512bitalg,+avx512ifma,+avx512vbmi,+avx512vbmi2,+avx512vnni,+avx512vpopcntdq" "prefer-vector-width"="256" align 64 {
entry:
  %slot0 = alloca [8 x i8], align 8
  %slot1 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.churn_hash_1k)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 8, i1 false)
  call void @llvm.memset.p0.i64(ptr align 8 %slot1, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ 0, %b0 ], [ %v37, %b2 ]
  %v10 = phi i64 [ %v8, %b0 ], [ %v19, %b2 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v41, %b2 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b3, label %b2
b2:
  %v14 = trunc i64 %v10 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1023
  store i32 %v25, ptr %slot1, align 1, !alias.scope !8, !noalias !9
  store i64 %v19, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 64
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call i64 @ebpfc.hash_delete.hash_1k(ptr %t6, ptr %slot1)
  %t8 = call i64 @ebpfc.hash_update.hash_1k(ptr %t6, ptr %slot1, ptr %slot0, i64 0)
  %v36 = add i64 %t7, %v9
  %v37 = add i64 %v36, %t8
  %v39 = trunc i64 %v11 to i32
  %v40 = add i32 %v39, -1
  %v41 = zext i32 %v40 to i64
  %v43 = icmp eq i32 %v40, 0
  br i1 %v43, label %b3, label %b1
b3:
  %v44 = phi i64 [ %v9, %b1 ], [ %v37, %b2 ]
  %v45 = phi i64 [ %v10, %b1 ], [ %v19, %b2 ]
  %t9 = getelementptr i8, ptr %self, i64 152
  %t10 = load ptr, ptr %t9, align 8, !invariant.load !20
  store i64 %v44, ptr %t10, align 1, !alias.scope !16, !noalias !17
  %v48 = trunc i64 %v45 to i32
  store i32 %v48, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

@churn_hash_1k = protected ifunc i64 (ptr, ptr), ptr @churn_hash_1k.resolve
define hidden ptr @churn_hash_1k.resolve() nounwind {
  %level = call i32 @ebpfc.cpu()
  %has0 = icmp uge i32 %level, 2
  %best0 = select i1 %has0, ptr @churn_hash_1k.v3, ptr @churn_hash_1k.v1
  %has1 = icmp uge i32 %level, 3
  %best1 = select i1 %has1, ptr @churn_hash_1k.v4, ptr %best0
  ret ptr %best1
}

@ebpfc.needs.churn_hash_1m = private unnamed_addr constant [71 x i8] c"ebpfc: churn_hash_1m needs map hash_1m: load the object with libebpfc\0A\00"
define internal i64 @churn_hash_1m.v1(ptr %ctx, ptr %instance) nounwind align 64 {
entry:
  %slot0 = alloca [8 x i8], align 8
  %slot1 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.churn_hash_1m)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 8, i1 false)
  call void @llvm.memset.p0.i64(ptr align 8 %slot1, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ 0, %b0 ], [ %v37, %b2 ]
  %v10 = phi i64 [ %v8, %b0 ], [ %v19, %b2 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v41, %b2 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b3, label %b2
b2:
  %v14 = trunc i64 %v10 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1048575
  store i32 %v25, ptr %slot1, align 1, !alias.scope !8, !noalias !9
  store i64 %v19, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 72
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call i64 @ebpfc.hash_delete.hash_1m(ptr %t6, ptr %slot1)
  %t8 = call i64 @ebpfc.hash_update.hash_1m(ptr %t6, ptr %slot1, ptr %slot0, i64 0)
  %v36 = add i64 %t7, %v9
  %v37 = add i64 %v36, %t8
  %v39 = trunc i64 %v11 to i32
  %v40 = add i32 %v39, -1
  %v41 = zext i32 %v40 to i64
  %v43 = icmp eq i32 %v40, 0
  br i1 %v43, label %b3, label %b1
b3:
  %v44 = phi i64 [ %v9, %b1 ], [ %v37, %b2 ]
  %v45 = phi i64 [ %v10, %b1 ], [ %v19, %b2 ]
  %t9 = getelementptr i8, ptr %self, i64 152
  %t10 = load ptr, ptr %t9, align 8, !invariant.load !20
  store i64 %v44, ptr %t10, align 1, !alias.scope !16, !noalias !17
  %v48 = trunc i64 %v45 to i32
  store i32 %v48, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @churn_hash_1m.v3(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v3" "tune-cpu"="alderlake" align 64 {
entry:
  %slot0 = alloca [8 x i8], align 8
  %slot1 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.churn_hash_1m)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 8, i1 false)
  call void @llvm.memset.p0.i64(ptr align 8 %slot1, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ 0, %b0 ], [ %v37, %b2 ]
  %v10 = phi i64 [ %v8, %b0 ], [ %v19, %b2 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v41, %b2 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b3, label %b2
b2:
  %v14 = trunc i64 %v10 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1048575
  store i32 %v25, ptr %slot1, align 1, !alias.scope !8, !noalias !9
  store i64 %v19, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 72
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call i64 @ebpfc.hash_delete.hash_1m(ptr %t6, ptr %slot1)
  %t8 = call i64 @ebpfc.hash_update.hash_1m(ptr %t6, ptr %slot1, ptr %slot0, i64 0)
  %v36 = add i64 %t7, %v9
  %v37 = add i64 %v36, %t8
  %v39 = trunc i64 %v11 to i32
  %v40 = add i32 %v39, -1
  %v41 = zext i32 %v40 to i64
  %v43 = icmp eq i32 %v40, 0
  br i1 %v43, label %b3, label %b1
b3:
  %v44 = phi i64 [ %v9, %b1 ], [ %v37, %b2 ]
  %v45 = phi i64 [ %v10, %b1 ], [ %v19, %b2 ]
  %t9 = getelementptr i8, ptr %self, i64 152
  %t10 = load ptr, ptr %t9, align 8, !invariant.load !20
  store i64 %v44, ptr %t10, align 1, !alias.scope !16, !noalias !17
  %v48 = trunc i64 %v45 to i32
  store i32 %v48, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @churn_hash_1m.v4(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v4" "tune-cpu"="sapphirerapids" "target-features"="+avx512bitalg,+avx512ifma,+avx512vbmi,+avx512vbmi2,+avx512vnni,+avx512vpopcntdq" "prefer-vector-width"="256" align 64 {
entry:
  %slot0 = alloca [8 x i8], align 8
  %slot1 = alloca [4 x i8], align 8
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.churn_hash_1m)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  call void @llvm.memset.p0.i64(ptr align 8 %slot0, i8 0, i64 8, i1 false)
  call void @llvm.memset.p0.i64(ptr align 8 %slot1, i8 0, i64 4, i1 false)
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  %t0 = getelementptr i8, ptr %self, i64 144
  %t1 = load ptr, ptr %t0, align 8, !invariant.load !20
  %t2 = load i32, ptr %t1, align 1, !alias.scope !16, !noalias !17
  %v7 = freeze i32 %t2
  %v8 = zext i32 %v7 to i64
  br label %b1
b1:
  %v9 = phi i64 [ 0, %b0 ], [ %v37, %b2 ]
  %v10 = phi i64 [ %v8, %b0 ], [ %v19, %b2 ]
  %v11 = phi i64 [ 8192, %b0 ], [ %v41, %b2 ]
  %t3 = load i32, ptr %budget, align 4
  %v12 = icmp eq i32 %t3, 0
  %t4 = sub i32 %t3, 1
  store i32 %t4, ptr %budget, align 4
  br i1 %v12, label %b3, label %b2
b2:
  %v14 = trunc i64 %v10 to i32
  %v15 = mul i32 %v14, 1664525
  %v18 = add i32 %v15, 1013904223
  %v19 = zext i32 %v18 to i64
  %v22 = lshr i32 %v18, 8
  %v25 = and i32 %v22, 1048575
  store i32 %v25, ptr %slot1, align 1, !alias.scope !8, !noalias !9
  store i64 %v19, ptr %slot0, align 1, !alias.scope !8, !noalias !9
  %t5 = getelementptr i8, ptr %self, i64 72
  %t6 = load ptr, ptr %t5, align 8, !invariant.load !20
  %t7 = call i64 @ebpfc.hash_delete.hash_1m(ptr %t6, ptr %slot1)
  %t8 = call i64 @ebpfc.hash_update.hash_1m(ptr %t6, ptr %slot1, ptr %slot0, i64 0)
  %v36 = add i64 %t7, %v9
  %v37 = add i64 %v36, %t8
  %v39 = trunc i64 %v11 to i32
  %v40 = add i32 %v39, -1
  %v41 = zext i32 %v40 to i64
  %v43 = icmp eq i32 %v40, 0
  br i1 %v43, label %b3, label %b1
b3:
  %v44 = phi i64 [ %v9, %b1 ], [ %v37, %b2 ]
  %v45 = phi i64 [ %v10, %b1 ], [ %v19, %b2 ]
  %t9 = getelementptr i8, ptr %self, i64 152
  %t10 = load ptr, ptr %t9, align 8, !invariant.load !20
  store i64 %v44, ptr %t10, align 1, !alias.scope !16, !noalias !17
  %v48 = trunc i64 %v45 to i32
  store i32 %v48, ptr %t1, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

@churn_hash_1m = protected ifunc i64 (ptr, ptr), ptr @churn_hash_1m.resolve
define hidden ptr @churn_hash_1m.resolve() nounwind {
  %level = call i32 @ebpfc.cpu()
  %has0 = icmp uge i32 %level, 2
  %best0 = select i1 %has0, ptr @churn_hash_1m.v3, ptr @churn_hash_1m.v1
  %has1 = icmp uge i32 %level, 3
  %best1 = select i1 %has1, ptr @churn_hash_1m.v4, ptr %best0
  ret ptr %best1
}

@ebpfc.needs.ring_submit = private unnamed_addr constant [66 x i8] c"ebpfc: ring_submit needs map ring: load the object with libebpfc\0A\00"
define internal i64 @ring_submit.v1(ptr %ctx, ptr %instance) nounwind align 64 {
entry:
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.ring_submit)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  br label %b1
b1:
  %v4 = phi i64 [ 0, %b0 ], [ %v13, %b4 ]
  %t0 = load i32, ptr %budget, align 4
  %v5 = icmp eq i32 %t0, 0
  %t1 = sub i32 %t0, 1
  store i32 %t1, ptr %budget, align 4
  br i1 %v5, label %b5, label %b3
b3:
  %t2 = getelementptr i8, ptr %self, i64 136
  %t3 = load ptr, ptr %t2, align 8, !invariant.load !20
  %t4 = call ptr @ebpfc_inline_ringbuf_reserve(ptr %t3, i64 16, i64 0)
  %v9 = icmp eq ptr %t4, null
  br i1 %v9, label %b5, label %b4
b4:
  %t5 = getelementptr i8, ptr %t4, i64 8
  store i64 %v4, ptr %t5, align 1
  store i64 %v4, ptr %t4, align 1
  call void @ebpfc_inline_ringbuf_submit(ptr %t4, i64 1)
  %v13 = add i64 %v4, 1
  %v14 = icmp ne i64 %v13, 8192
  br i1 %v14, label %b1, label %b5
b5:
  %v15 = phi i64 [ %v4, %b1 ], [ %v4, %b3 ], [ 8192, %b4 ]
  %t6 = getelementptr i8, ptr %self, i64 152
  %t7 = load ptr, ptr %t6, align 8, !invariant.load !20
  store i64 %v15, ptr %t7, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @ring_submit.v3(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v3" "tune-cpu"="alderlake" align 64 {
entry:
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.ring_submit)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  br label %b1
b1:
  %v4 = phi i64 [ 0, %b0 ], [ %v13, %b4 ]
  %t0 = load i32, ptr %budget, align 4
  %v5 = icmp eq i32 %t0, 0
  %t1 = sub i32 %t0, 1
  store i32 %t1, ptr %budget, align 4
  br i1 %v5, label %b5, label %b3
b3:
  %t2 = getelementptr i8, ptr %self, i64 136
  %t3 = load ptr, ptr %t2, align 8, !invariant.load !20
  %t4 = call ptr @ebpfc_inline_ringbuf_reserve(ptr %t3, i64 16, i64 0)
  %v9 = icmp eq ptr %t4, null
  br i1 %v9, label %b5, label %b4
b4:
  %t5 = getelementptr i8, ptr %t4, i64 8
  store i64 %v4, ptr %t5, align 1
  store i64 %v4, ptr %t4, align 1
  call void @ebpfc_inline_ringbuf_submit(ptr %t4, i64 1)
  %v13 = add i64 %v4, 1
  %v14 = icmp ne i64 %v13, 8192
  br i1 %v14, label %b1, label %b5
b5:
  %v15 = phi i64 [ %v4, %b1 ], [ %v4, %b3 ], [ 8192, %b4 ]
  %t6 = getelementptr i8, ptr %self, i64 152
  %t7 = load ptr, ptr %t6, align 8, !invariant.load !20
  store i64 %v15, ptr %t7, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

define internal i64 @ring_submit.v4(ptr %ctx, ptr %instance) nounwind "target-cpu"="x86-64-v4" "tune-cpu"="sapphirerapids" "target-features"="+avx512bitalg,+avx512ifma,+avx512vbmi,+avx512vbmi2,+avx512vnni,+avx512vpopcntdq" "prefer-vector-width"="256" align 64 {
entry:
  %budget = alloca i32, align 4
  %tail_calls = alloca i32, align 4
  %absent = icmp eq ptr %instance, null
  br i1 %absent, label %alone, label %bound, !prof !0
alone:
  %silent = icmp eq ptr @dprintf, null
  br i1 %silent, label %refuse, label %report
report:
  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr @ebpfc.needs.ring_submit)
  br label %refuse
refuse:
  ret i64 -38
bound:
  %self = getelementptr i8, ptr %instance, i64 0
  store i32 0, ptr %tail_calls, align 4
  store i32 8388608, ptr %budget, align 4
  br label %b0
b0:
  br label %b1
b1:
  %v4 = phi i64 [ 0, %b0 ], [ %v13, %b4 ]
  %t0 = load i32, ptr %budget, align 4
  %v5 = icmp eq i32 %t0, 0
  %t1 = sub i32 %t0, 1
  store i32 %t1, ptr %budget, align 4
  br i1 %v5, label %b5, label %b3
b3:
  %t2 = getelementptr i8, ptr %self, i64 136
  %t3 = load ptr, ptr %t2, align 8, !invariant.load !20
  %t4 = call ptr @ebpfc_inline_ringbuf_reserve(ptr %t3, i64 16, i64 0)
  %v9 = icmp eq ptr %t4, null
  br i1 %v9, label %b5, label %b4
b4:
  %t5 = getelementptr i8, ptr %t4, i64 8
  store i64 %v4, ptr %t5, align 1
  store i64 %v4, ptr %t4, align 1
  call void @ebpfc_inline_ringbuf_submit(ptr %t4, i64 1)
  %v13 = add i64 %v4, 1
  %v14 = icmp ne i64 %v13, 8192
  br i1 %v14, label %b1, label %b5
b5:
  %v15 = phi i64 [ %v4, %b1 ], [ %v4, %b3 ], [ 8192, %b4 ]
  %t6 = getelementptr i8, ptr %self, i64 152
  %t7 = load ptr, ptr %t6, align 8, !invariant.load !20
  store i64 %v15, ptr %t7, align 1, !alias.scope !16, !noalias !17
  ret i64 2
}

@ring_submit = protected ifunc i64 (ptr, ptr), ptr @ring_submit.resolve
define hidden ptr @ring_submit.resolve() nounwind {
  %level = call i32 @ebpfc.cpu()
  %has0 = icmp uge i32 %level, 2
  %best0 = select i1 %has0, ptr @ring_submit.v3, ptr @ring_submit.v1
  %has1 = icmp uge i32 %level, 3
  %best1 = select i1 %has1, ptr @ring_submit.v4, ptr %best0
  ret ptr %best1
}

@ebpfc.cpu.level = internal global i32 0
define internal i32 @ebpfc.cpu() nounwind noinline cold {
  %known = load atomic i32, ptr @ebpfc.cpu.level monotonic, align 4
  %asked = icmp ne i32 %known, 0
  br i1 %asked, label %old, label %ask
old:
  ret i32 %known
ask:
  %basic = call { i32, i32, i32, i32 } asm sideeffect "cpuid", "={ax},={bx},={cx},={dx},{ax},{cx},~{dirflag},~{fpsr},~{flags}"(i32 0, i32 0)
  %extended = call { i32, i32, i32, i32 } asm sideeffect "cpuid", "={ax},={bx},={cx},={dx},{ax},{cx},~{dirflag},~{fpsr},~{flags}"(i32 -2147483648, i32 0)
  %leaf1 = call { i32, i32, i32, i32 } asm sideeffect "cpuid", "={ax},={bx},={cx},={dx},{ax},{cx},~{dirflag},~{fpsr},~{flags}"(i32 1, i32 0)
  %max = extractvalue { i32, i32, i32, i32 } %basic, 0
  %maxExtended = extractvalue { i32, i32, i32, i32 } %extended, 0
  %hasSeven = icmp uge i32 %max, 7
  %hasLzcnt = icmp ugt i32 %maxExtended, -2147483648
  %features = extractvalue { i32, i32, i32, i32 } %leaf1, 2
  %osxsave = and i32 %features, 134217728
  %saves = icmp ne i32 %osxsave, 0
  %leaves = and i1 %hasSeven, %hasLzcnt
  %modern = and i1 %leaves, %saves
  br i1 %modern, label %v1, label %done
v1:
  %xcr = call { i32, i32 } asm sideeffect "xgetbv", "={ax},={dx},{cx},~{dirflag},~{fpsr},~{flags}"(i32 0)
  %xcr0 = extractvalue { i32, i32 } %xcr, 0
  %leaf7 = call { i32, i32, i32, i32 } asm sideeffect "cpuid", "={ax},={bx},={cx},={dx},{ax},{cx},~{dirflag},~{fpsr},~{flags}"(i32 7, i32 0)
  %leaf2147483649 = call { i32, i32, i32, i32 } asm sideeffect "cpuid", "={ax},={bx},={cx},={dx},{ax},{cx},~{dirflag},~{fpsr},~{flags}"(i32 -2147483647, i32 0)
  %saved0 = and i32 %xcr0, 6
  %os0 = icmp eq i32 %saved0, 6
  %word0.0 = extractvalue { i32, i32, i32, i32 } %leaf1, 2
  %bits0.0 = and i32 %word0.0, 953159680
  %test0.0 = icmp eq i32 %bits0.0, 953159680
  %ok0.0 = and i1 %os0, %test0.0
  %word0.1 = extractvalue { i32, i32, i32, i32 } %leaf7, 1
  %bits0.1 = and i32 %word0.1, 296
  %test0.1 = icmp eq i32 %bits0.1, 296
  %ok0.1 = and i1 %ok0.0, %test0.1
  %word0.2 = extractvalue { i32, i32, i32, i32 } %leaf2147483649, 2
  %bits0.2 = and i32 %word0.2, 32
  %test0.2 = icmp eq i32 %bits0.2, 32
  %ok0.2 = and i1 %ok0.1, %test0.2
  br i1 %ok0.2, label %has0, label %done
has0:
  %saved1 = and i32 %xcr0, 230
  %os1 = icmp eq i32 %saved1, 230
  %word1.0 = extractvalue { i32, i32, i32, i32 } %leaf7, 1
  %bits1.0 = and i32 %word1.0, -803012608
  %test1.0 = icmp eq i32 %bits1.0, -803012608
  %ok1.0 = and i1 %os1, %test1.0
  %word1.1 = extractvalue { i32, i32, i32, i32 } %leaf7, 2
  %bits1.1 = and i32 %word1.1, 22594
  %test1.1 = icmp eq i32 %bits1.1, 22594
  %ok1.1 = and i1 %ok1.0, %test1.1
  br i1 %ok1.1, label %has1, label %done
has1:
  br label %done
done:
  %level = phi i32 [ 1, %ask ], [ 1, %v1 ], [ 2, %has0 ], [ 3, %has1 ]
  store atomic i32 %level, ptr @ebpfc.cpu.level monotonic, align 4
  ret i32 %level
}

@ebpfc.default.data = internal global [4 x i8] c"90\00\00", align 8
@ebpfc.default.bss = internal global [8 x i8] zeroinitializer, align 8
@ebpfc.default = internal global { i32, i32, ptr, [6 x i64], [12 x ptr] } { i32 64, i32 1, ptr @ebpfc_module, [6 x i64] zeroinitializer, [12 x ptr] [ ptr null, ptr null, ptr null, ptr null, ptr null, ptr null, ptr null, ptr null, ptr null, ptr null, ptr @ebpfc.default.data, ptr @ebpfc.default.bss ] }, align 8
declare ptr @ebpfc_inline_hash_lookup(ptr, ptr, i32, i32, i32, i32)
declare ptr @ebpfc_inline_percpu_array_lookup(ptr, ptr, i32, i32)
declare i64 @ebpfc_inline_hash_update(ptr, ptr, ptr, i64, i32, i32, i32, i32)
define internal i64 @ebpfc.hash_update.wide16_1k(ptr %a1, ptr %a2, ptr %a3, i64 %a4) nounwind inlinehint {
  %result = call i64 @ebpfc_inline_hash_update(ptr %a1, ptr %a2, ptr %a3, i64 %a4, i32 1, i32 16, i32 8, i32 2048)
  ret i64 %result
}
define internal i64 @ebpfc.hash_update.wide64_1k(ptr %a1, ptr %a2, ptr %a3, i64 %a4) nounwind inlinehint {
  %result = call i64 @ebpfc_inline_hash_update(ptr %a1, ptr %a2, ptr %a3, i64 %a4, i32 1, i32 64, i32 8, i32 2048)
  ret i64 %result
}
define internal i64 @ebpfc.hash_update.hash_1k(ptr %a1, ptr %a2, ptr %a3, i64 %a4) nounwind inlinehint {
  %result = call i64 @ebpfc_inline_hash_update(ptr %a1, ptr %a2, ptr %a3, i64 %a4, i32 1, i32 4, i32 8, i32 2048)
  ret i64 %result
}
define internal i64 @ebpfc.hash_update.hash_1m(ptr %a1, ptr %a2, ptr %a3, i64 %a4) nounwind inlinehint {
  %result = call i64 @ebpfc_inline_hash_update(ptr %a1, ptr %a2, ptr %a3, i64 %a4, i32 1, i32 4, i32 8, i32 2097152)
  ret i64 %result
}
define internal i64 @ebpfc.hash_update.lru_1k(ptr %a1, ptr %a2, ptr %a3, i64 %a4) nounwind inlinehint {
  %result = call i64 @ebpfc_inline_hash_update(ptr %a1, ptr %a2, ptr %a3, i64 %a4, i32 9, i32 4, i32 8, i32 2048)
  ret i64 %result
}
define internal i64 @ebpfc.hash_update.percpu_1k(ptr %a1, ptr %a2, ptr %a3, i64 %a4) nounwind inlinehint {
  %result = call i64 @ebpfc_inline_hash_update(ptr %a1, ptr %a2, ptr %a3, i64 %a4, i32 5, i32 4, i32 8, i32 2048)
  ret i64 %result
}
declare i64 @ebpfc_inline_hash_delete(ptr, ptr, i32, i32, i32, i32)
define internal i64 @ebpfc.hash_delete.hash_1k(ptr %a1, ptr %a2) nounwind inlinehint {
  %result = call i64 @ebpfc_inline_hash_delete(ptr %a1, ptr %a2, i32 1, i32 4, i32 8, i32 2048)
  ret i64 %result
}
define internal i64 @ebpfc.hash_delete.hash_1m(ptr %a1, ptr %a2) nounwind inlinehint {
  %result = call i64 @ebpfc_inline_hash_delete(ptr %a1, ptr %a2, i32 1, i32 4, i32 8, i32 2097152)
  ret i64 %result
}
declare ptr @ebpfc_inline_ringbuf_reserve(ptr, i64, i64)
declare void @ebpfc_inline_ringbuf_submit(ptr, i64)
@ebpfc.str.0 = private unnamed_addr constant [3 x i8] c"mb\00", align 1
@ebpfc.str.1 = private unnamed_addr constant [4 x i8] c"GPL\00", align 1
@ebpfc.str.2 = private unnamed_addr constant [26 x i8] c"ebpfc 0.1.0, clang 22.1.8\00", align 1
@ebpfc.str.3 = private unnamed_addr constant [4 x i8] c"-O3\00", align 1
@ebpfc.str.4 = private unnamed_addr constant [17 x i8] c"x86_64-linux-gnu\00", align 1
@ebpfc.str.5 = private unnamed_addr constant [65 x i8] c"c30f5e173619033a54c141ff96e0410f7ada666aa3b7e2af306cfc98145cf186\00", align 1
@ebpfc.str.6 = private unnamed_addr constant [6 x i8] c"empty\00", align 1
@ebpfc.str.7 = private unnamed_addr constant [4 x i8] c"xdp\00", align 1
@ebpfc.str.8 = private unnamed_addr constant [15 x i8] c"lookup_hash_1k\00", align 1
@ebpfc.str.9 = private unnamed_addr constant [16 x i8] c"chained_hash_1k\00", align 1
@ebpfc.str.10 = private unnamed_addr constant [15 x i8] c"lookup_hash_1m\00", align 1
@ebpfc.str.11 = private unnamed_addr constant [16 x i8] c"chained_hash_1m\00", align 1
@ebpfc.str.12 = private unnamed_addr constant [16 x i8] c"lookup_array_1k\00", align 1
@ebpfc.str.13 = private unnamed_addr constant [17 x i8] c"chained_array_1k\00", align 1
@ebpfc.str.14 = private unnamed_addr constant [16 x i8] c"lookup_array_1m\00", align 1
@ebpfc.str.15 = private unnamed_addr constant [17 x i8] c"chained_array_1m\00", align 1
@ebpfc.str.16 = private unnamed_addr constant [14 x i8] c"lookup_lru_1k\00", align 1
@ebpfc.str.17 = private unnamed_addr constant [17 x i8] c"lookup_percpu_1k\00", align 1
@ebpfc.str.18 = private unnamed_addr constant [16 x i8] c"lookup_cells_1k\00", align 1
@ebpfc.str.19 = private unnamed_addr constant [17 x i8] c"lookup_wide16_1k\00", align 1
@ebpfc.str.20 = private unnamed_addr constant [17 x i8] c"lookup_wide64_1k\00", align 1
@ebpfc.str.21 = private unnamed_addr constant [17 x i8] c"update_wide16_1k\00", align 1
@ebpfc.str.22 = private unnamed_addr constant [17 x i8] c"update_wide64_1k\00", align 1
@ebpfc.str.23 = private unnamed_addr constant [15 x i8] c"update_hash_1k\00", align 1
@ebpfc.str.24 = private unnamed_addr constant [15 x i8] c"update_hash_1m\00", align 1
@ebpfc.str.25 = private unnamed_addr constant [14 x i8] c"update_lru_1k\00", align 1
@ebpfc.str.26 = private unnamed_addr constant [17 x i8] c"update_percpu_1k\00", align 1
@ebpfc.str.27 = private unnamed_addr constant [14 x i8] c"churn_hash_1k\00", align 1
@ebpfc.str.28 = private unnamed_addr constant [14 x i8] c"churn_hash_1m\00", align 1
@ebpfc.str.29 = private unnamed_addr constant [12 x i8] c"ring_submit\00", align 1
@ebpfc.table.0 = private constant <{ i32, i32, i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i64 }> <{ i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.6 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 0) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.7 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 4) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @empty.v1 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 8) to i64)) to i32), i32 0, i32 6, i32 0, i32 0, i32 20, i64 0, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.8 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 40) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.7 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 44) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @lookup_hash_1k.v1 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 48) to i64)) to i32), i32 0, i32 6, i32 0, i32 4, i32 29, i64 0, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.9 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 80) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.7 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 84) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @chained_hash_1k.v1 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 88) to i64)) to i32), i32 0, i32 6, i32 0, i32 4, i32 28, i64 0, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.10 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 120) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.7 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 124) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @lookup_hash_1m.v1 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 128) to i64)) to i32), i32 0, i32 6, i32 0, i32 4, i32 29, i64 0, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.11 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 160) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.7 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 164) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @chained_hash_1m.v1 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 168) to i64)) to i32), i32 0, i32 6, i32 0, i32 4, i32 28, i64 0, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.12 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 200) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.7 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 204) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @lookup_array_1k.v1 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 208) to i64)) to i32), i32 0, i32 6, i32 0, i32 4, i32 29, i64 0, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.13 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 240) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.7 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 244) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @chained_array_1k.v1 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 248) to i64)) to i32), i32 0, i32 6, i32 0, i32 4, i32 28, i64 0, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.14 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 280) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.7 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 284) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @lookup_array_1m.v1 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 288) to i64)) to i32), i32 0, i32 6, i32 0, i32 4, i32 29, i64 0, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.15 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 320) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.7 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 324) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @chained_array_1m.v1 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 328) to i64)) to i32), i32 0, i32 6, i32 0, i32 4, i32 28, i64 0, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.16 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 360) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.7 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 364) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @lookup_lru_1k.v1 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 368) to i64)) to i32), i32 0, i32 6, i32 0, i32 4, i32 29, i64 0, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.17 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 400) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.7 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 404) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @lookup_percpu_1k.v1 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 408) to i64)) to i32), i32 0, i32 6, i32 0, i32 4, i32 29, i64 0, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.18 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 440) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.7 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 444) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @lookup_cells_1k.v1 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 448) to i64)) to i32), i32 0, i32 6, i32 0, i32 4, i32 29, i64 0, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.19 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 480) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.7 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 484) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @lookup_wide16_1k.v1 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 488) to i64)) to i32), i32 0, i32 6, i32 0, i32 16, i32 34, i64 0, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.20 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 520) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.7 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 524) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @lookup_wide64_1k.v1 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 528) to i64)) to i32), i32 0, i32 6, i32 0, i32 64, i32 46, i64 0, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.21 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 560) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.7 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 564) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @update_wide16_1k.v1 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 568) to i64)) to i32), i32 0, i32 6, i32 0, i32 24, i32 35, i64 0, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.22 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 600) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.7 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 604) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @update_wide64_1k.v1 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 608) to i64)) to i32), i32 0, i32 6, i32 0, i32 72, i32 47, i64 0, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.23 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 640) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.7 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 644) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @update_hash_1k.v1 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 648) to i64)) to i32), i32 0, i32 6, i32 0, i32 12, i32 30, i64 0, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.24 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 680) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.7 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 684) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @update_hash_1m.v1 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 688) to i64)) to i32), i32 0, i32 6, i32 0, i32 12, i32 30, i64 0, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.25 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 720) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.7 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 724) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @update_lru_1k.v1 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 728) to i64)) to i32), i32 0, i32 6, i32 0, i32 12, i32 30, i64 0, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.26 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 760) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.7 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 764) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @update_percpu_1k.v1 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 768) to i64)) to i32), i32 0, i32 6, i32 0, i32 12, i32 30, i64 0, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.27 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 800) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.7 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 804) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @churn_hash_1k.v1 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 808) to i64)) to i32), i32 0, i32 6, i32 0, i32 12, i32 37, i64 0, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.28 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 840) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.7 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 844) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @churn_hash_1m.v1 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 848) to i64)) to i32), i32 0, i32 6, i32 0, i32 12, i32 37, i64 0, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.29 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 880) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.7 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 884) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @ring_submit.v1 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.0, i64 888) to i64)) to i32), i32 0, i32 6, i32 0, i32 0, i32 23, i64 0 }>, align 8
@ebpfc.str.30 = private unnamed_addr constant [8 x i8] c"hash_1k\00", align 1
@ebpfc.str.31 = private unnamed_addr constant [8 x i8] c"hash_1m\00", align 1
@ebpfc.str.32 = private unnamed_addr constant [9 x i8] c"array_1k\00", align 1
@ebpfc.str.33 = private unnamed_addr constant [9 x i8] c"array_1m\00", align 1
@ebpfc.str.34 = private unnamed_addr constant [7 x i8] c"lru_1k\00", align 1
@ebpfc.str.35 = private unnamed_addr constant [10 x i8] c"percpu_1k\00", align 1
@ebpfc.str.36 = private unnamed_addr constant [9 x i8] c"cells_1k\00", align 1
@ebpfc.str.37 = private unnamed_addr constant [10 x i8] c"wide16_1k\00", align 1
@ebpfc.str.38 = private unnamed_addr constant [10 x i8] c"wide64_1k\00", align 1
@ebpfc.str.39 = private unnamed_addr constant [5 x i8] c"ring\00", align 1
@ebpfc.table.1 = private constant <{ i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i32, [4 x i8], i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i32, [4 x i8], i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i32, [4 x i8], i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i32, [4 x i8], i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i32, [4 x i8], i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i32, [4 x i8], i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i32, [4 x i8], i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i32, [4 x i8], i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i32, [4 x i8], i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i32, [4 x i8] }> <{ i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.30 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.1, i64 0) to i64)) to i32), i32 1, i32 4, i32 8, i32 2048, i32 0, i64 0, i32 0, i32 -1, i32 0, i32 0, i32 0, i32 0, i32 8, i32 11, i32 1, [4 x i8] zeroinitializer, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.31 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.1, i64 72) to i64)) to i32), i32 1, i32 4, i32 8, i32 2097152, i32 0, i64 0, i32 0, i32 -1, i32 0, i32 0, i32 0, i32 0, i32 8, i32 11, i32 1, [4 x i8] zeroinitializer, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.32 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.1, i64 144) to i64)) to i32), i32 2, i32 4, i32 8, i32 1024, i32 0, i64 0, i32 0, i32 -1, i32 0, i32 0, i32 0, i32 0, i32 8, i32 11, i32 1, [4 x i8] zeroinitializer, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.33 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.1, i64 216) to i64)) to i32), i32 2, i32 4, i32 8, i32 1048576, i32 0, i64 0, i32 0, i32 -1, i32 0, i32 0, i32 0, i32 0, i32 8, i32 11, i32 1, [4 x i8] zeroinitializer, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.34 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.1, i64 288) to i64)) to i32), i32 9, i32 4, i32 8, i32 2048, i32 0, i64 0, i32 0, i32 -1, i32 0, i32 0, i32 0, i32 0, i32 8, i32 11, i32 1, [4 x i8] zeroinitializer, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.35 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.1, i64 360) to i64)) to i32), i32 5, i32 4, i32 8, i32 2048, i32 0, i64 0, i32 0, i32 -1, i32 0, i32 0, i32 0, i32 0, i32 8, i32 11, i32 1, [4 x i8] zeroinitializer, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.36 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.1, i64 432) to i64)) to i32), i32 6, i32 4, i32 8, i32 1024, i32 0, i64 0, i32 0, i32 -1, i32 0, i32 0, i32 0, i32 0, i32 8, i32 11, i32 1, [4 x i8] zeroinitializer, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.37 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.1, i64 504) to i64)) to i32), i32 1, i32 16, i32 8, i32 2048, i32 0, i64 0, i32 0, i32 -1, i32 0, i32 0, i32 0, i32 0, i32 42, i32 11, i32 1, [4 x i8] zeroinitializer, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.38 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.1, i64 576) to i64)) to i32), i32 1, i32 64, i32 8, i32 2048, i32 0, i64 0, i32 0, i32 -1, i32 0, i32 0, i32 0, i32 0, i32 47, i32 11, i32 1, [4 x i8] zeroinitializer, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.39 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.1, i64 648) to i64)) to i32), i32 27, i32 0, i32 0, i32 1048576, i32 0, i64 0, i32 0, i32 -1, i32 0, i32 0, i32 0, i32 0, i32 0, i32 0, i32 1, [4 x i8] zeroinitializer }>, align 8
@ebpfc.str.40 = private unnamed_addr constant [6 x i8] c".data\00", align 1
@ebpfc.str.41 = private unnamed_addr constant [5 x i8] c".bss\00", align 1
@ebpfc.table.2 = private constant <{ i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i64, i32, i32, i32, i32, i32, i32 }> <{ i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.40 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.2, i64 0) to i64)) to i32), i32 2, i64 4, i32 4, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.data.data to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.2, i64 20) to i64)) to i32), i32 0, i32 0, i32 0, i32 109, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.41 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.2, i64 40) to i64)) to i32), i32 3, i64 8, i32 8, i32 0, i32 0, i32 0, i32 0, i32 108 }>, align 8
@ebpfc.btf = private constant [3159 x i8] c"\9F\EB\01\00\18\00\00\00\00\00\00\00\94\09\00\00\94\09\00\00\AB\02\00\00\00\00\00\00\00\00\00\02\03\00\00\00\01\00\00\00\00\00\00\01\04\00\00\00 \00\00\01\00\00\00\00\00\00\00\03\00\00\00\00\02\00\00\00\04\00\00\00\01\00\00\00\05\00\00\00\00\00\00\01\04\00\00\00 \00\00\00\00\00\00\00\00\00\00\02\06\00\00\00\00\00\00\00\00\00\00\03\00\00\00\00\02\00\00\00\04\00\00\00\00\08\00\00\00\00\00\00\00\00\00\02\08\00\00\00\19\00\00\00\00\00\00\08\09\00\00\00\1F\00\00\00\00\00\00\01\04\00\00\00 \00\00\00\00\00\00\00\00\00\00\02\0B\00\00\00,\00\00\00\00\00\00\08\0C\00\00\002\00\00\00\00\00\00\01\08\00\00\00@\00\00\00\00\00\00\00\04\00\00\04 \00\00\00E\00\00\00\01\00\00\00\00\00\00\00J\00\00\00\05\00\00\00@\00\00\00V\00\00\00\07\00\00\00\80\00\00\00Z\00\00\00\0A\00\00\00\C0\00\00\00`\00\00\00\00\00\00\0E\0D\00\00\00\01\00\00\00\00\00\00\00\00\00\00\02\10\00\00\00\00\00\00\00\00\00\00\03\00\00\00\00\02\00\00\00\04\00\00\00\00\00 \00\00\00\00\00\04\00\00\04 \00\00\00E\00\00\00\01\00\00\00\00\00\00\00J\00\00\00\0F\00\00\00@\00\00\00V\00\00\00\07\00\00\00\80\00\00\00Z\00\00\00\0A\00\00\00\C0\00\00\00h\00\00\00\00\00\00\0E\11\00\00\00\01\00\00\00\00\00\00\00\00\00\00\02\14\00\00\00\00\00\00\00\00\00\00\03\00\00\00\00\02\00\00\00\04\00\00\00\02\00\00\00\00\00\00\00\00\00\00\02\16\00\00\00\00\00\00\00\00\00\00\03\00\00\00\00\02\00\00\00\04\00\00\00\00\04\00\00\00\00\00\00\04\00\00\04 \00\00\00E\00\00\00\13\00\00\00\00\00\00\00J\00\00\00\15\00\00\00@\00\00\00V\00\00\00\07\00\00\00\80\00\00\00Z\00\00\00\0A\00\00\00\C0\00\00\00p\00\00\00\00\00\00\0E\17\00\00\00\01\00\00\00\00\00\00\00\00\00\00\02\1A\00\00\00\00\00\00\00\00\00\00\03\00\00\00\00\02\00\00\00\04\00\00\00\00\00\10\00\00\00\00\00\04\00\00\04 \00\00\00E\00\00\00\13\00\00\00\00\00\00\00J\00\00\00\19\00\00\00@\00\00\00V\00\00\00\07\00\00\00\80\00\00\00Z\00\00\00\0A\00\00\00\C0\00\00\00y\00\00\00\00\00\00\0E\1B\00\00\00\01\00\00\00\00\00\00\00\00\00\00\02\1E\00\00\00\00\00\00\00\00\00\00\03\00\00\00\00\02\00\00\00\04\00\00\00\09\00\00\00\00\00\00\00\04\00\00\04 \00\00\00E\00\00\00\1D\00\00\00\00\00\00\00J\00\00\00\05\00\00\00@\00\00\00V\00\00\00\07\00\00\00\80\00\00\00Z\00\00\00\0A\00\00\00\C0\00\00\00\82\00\00\00\00\00\00\0E\1F\00\00\00\01\00\00\00\00\00\00\00\00\00\00\02\22\00\00\00\00\00\00\00\00\00\00\03\00\00\00\00\02\00\00\00\04\00\00\00\05\00\00\00\00\00\00\00\04\00\00\04 \00\00\00E\00\00\00!\00\00\00\00\00\00\00J\00\00\00\05\00\00\00@\00\00\00V\00\00\00\07\00\00\00\80\00\00\00Z\00\00\00\0A\00\00\00\C0\00\00\00\89\00\00\00\00\00\00\0E#\00\00\00\01\00\00\00\00\00\00\00\00\00\00\02&\00\00\00\00\00\00\00\00\00\00\03\00\00\00\00\02\00\00\00\04\00\00\00\06\00\00\00\00\00\00\00\04\00\00\04 \00\00\00E\00\00\00%\00\00\00\00\00\00\00J\00\00\00\15\00\00\00@\00\00\00V\00\00\00\07\00\00\00\80\00\00\00Z\00\00\00\0A\00\00\00\C0\00\00\00\93\00\00\00\00\00\00\0E'\00\00\00\01\00\00\00\00\00\00\00\00\00\00\02*\00\00\00\9C\00\00\00\01\00\00\04\10\00\00\00\A3\00\00\00+\00\00\00\00\00\00\00\00\00\00\00\00\00\00\03\00\00\00\00\08\00\00\00\04\00\00\00\04\00\00\00\00\00\00\00\04\00\00\04 \00\00\00E\00\00\00\01\00\00\00\00\00\00\00J\00\00\00\05\00\00\00@\00\00\00V\00\00\00)\00\00\00\80\00\00\00Z\00\00\00\0A\00\00\00\C0\00\00\00\A9\00\00\00\00\00\00\0E,\00\00\00\01\00\00\00\00\00\00\00\00\00\00\02/\00\00\00\B3\00\00\00\01\00\00\04@\00\00\00\A3\00\00\000\00\00\00\00\00\00\00\00\00\00\00\00\00\00\03\00\00\00\00\08\00\00\00\04\00\00\00\10\00\00\00\00\00\00\00\04\00\00\04 \00\00\00E\00\00\00\01\00\00\00\00\00\00\00J\00\00\00\05\00\00\00@\00\00\00V\00\00\00.\00\00\00\80\00\00\00Z\00\00\00\0A\00\00\00\C0\00\00\00\BA\00\00\00\00\00\00\0E1\00\00\00\01\00\00\00\00\00\00\00\00\00\00\024\00\00\00\00\00\00\00\00\00\00\03\00\00\00\00\02\00\00\00\04\00\00\00\1B\00\00\00\00\00\00\00\02\00\00\04\10\00\00\00E\00\00\003\00\00\00\00\00\00\00J\00\00\00\19\00\00\00@\00\00\00\C4\00\00\00\00\00\00\0E5\00\00\00\01\00\00\00\00\00\00\00\00\00\00\028\00\00\00\C9\00\00\00\06\00\00\04\18\00\00\00\D0\00\00\00\08\00\00\00\00\00\00\00\D5\00\00\00\08\00\00\00 \00\00\00\DE\00\00\00\08\00\00\00@\00\00\00\E8\00\00\00\08\00\00\00`\00\00\00\F8\00\00\00\08\00\00\00\80\00\00\00\07\01\00\00\08\00\00\00\A0\00\00\00\00\00\00\00\01\00\00\0D\02\00\00\00\16\01\00\007\00\00\00\1A\01\00\00\01\00\00\0C9\00\00\00\00\00\00\00\01\00\00\0D\02\00\00\00\16\01\00\007\00\00\00 \01\00\00\01\00\00\0C;\00\00\00\00\00\00\00\01\00\00\0D\02\00\00\00\16\01\00\007\00\00\00/\01\00\00\01\00\00\0C=\00\00\00\00\00\00\00\01\00\00\0D\02\00\00\00\16\01\00\007\00\00\00?\01\00\00\01\00\00\0C?\00\00\00\00\00\00\00\01\00\00\0D\02\00\00\00\16\01\00\007\00\00\00N\01\00\00\01\00\00\0CA\00\00\00\00\00\00\00\01\00\00\0D\02\00\00\00\16\01\00\007\00\00\00^\01\00\00\01\00\00\0CC\00\00\00\00\00\00\00\01\00\00\0D\02\00\00\00\16\01\00\007\00\00\00n\01\00\00\01\00\00\0CE\00\00\00\00\00\00\00\01\00\00\0D\02\00\00\00\16\01\00\007\00\00\00\7F\01\00\00\01\00\00\0CG\00\00\00\00\00\00\00\01\00\00\0D\02\00\00\00\16\01\00\007\00\00\00\8F\01\00\00\01\00\00\0CI\00\00\00\00\00\00\00\01\00\00\0D\02\00\00\00\16\01\00\007\00\00\00\A0\01\00\00\01\00\00\0CK\00\00\00\00\00\00\00\01\00\00\0D\02\00\00\00\16\01\00\007\00\00\00\AE\01\00\00\01\00\00\0CM\00\00\00\00\00\00\00\01\00\00\0D\02\00\00\00\16\01\00\007\00\00\00\BF\01\00\00\01\00\00\0CO\00\00\00\00\00\00\00\01\00\00\0D\02\00\00\00\16\01\00\007\00\00\00\CF\01\00\00\01\00\00\0CQ\00\00\00\00\00\00\00\01\00\00\0D\02\00\00\00\16\01\00\007\00\00\00\E0\01\00\00\01\00\00\0CS\00\00\00\00\00\00\00\01\00\00\0D\02\00\00\00\16\01\00\007\00\00\00\F1\01\00\00\01\00\00\0CU\00\00\00\00\00\00\00\01\00\00\0D\02\00\00\00\16\01\00\007\00\00\00\02\02\00\00\01\00\00\0CW\00\00\00\00\00\00\00\01\00\00\0D\02\00\00\00\16\01\00\007\00\00\00\13\02\00\00\01\00\00\0CY\00\00\00\00\00\00\00\01\00\00\0D\02\00\00\00\16\01\00\007\00\00\00\22\02\00\00\01\00\00\0C[\00\00\00\00\00\00\00\01\00\00\0D\02\00\00\00\16\01\00\007\00\00\001\02\00\00\01\00\00\0C]\00\00\00\00\00\00\00\01\00\00\0D\02\00\00\00\16\01\00\007\00\00\00?\02\00\00\01\00\00\0C_\00\00\00\00\00\00\00\01\00\00\0D\02\00\00\00\16\01\00\007\00\00\00P\02\00\00\01\00\00\0Ca\00\00\00\00\00\00\00\01\00\00\0D\02\00\00\00\16\01\00\007\00\00\00^\02\00\00\01\00\00\0Cc\00\00\00\00\00\00\00\01\00\00\0D\02\00\00\00\16\01\00\007\00\00\00l\02\00\00\01\00\00\0Ce\00\00\00x\02\00\00\00\00\00\01\01\00\00\00\08\00\00\01\00\00\00\00\00\00\00\03\00\00\00\00g\00\00\00\04\00\00\00\04\00\00\00}\02\00\00\00\00\00\0Eh\00\00\00\01\00\00\00\85\02\00\00\00\00\00\0E\08\00\00\00\01\00\00\00\8B\02\00\00\00\00\00\0E\0B\00\00\00\01\00\00\00\92\02\00\00\01\00\00\0F\08\00\00\00k\00\00\00\00\00\00\00\08\00\00\00\97\02\00\00\01\00\00\0F\04\00\00\00j\00\00\00\00\00\00\00\04\00\00\00\9D\02\00\00\0A\00\00\0F\00\00\00\00\0E\00\00\00\00\00\00\00 \00\00\00\12\00\00\00\00\00\00\00 \00\00\00\18\00\00\00\00\00\00\00 \00\00\00\1C\00\00\00\00\00\00\00 \00\00\00 \00\00\00\00\00\00\00 \00\00\00$\00\00\00\00\00\00\00 \00\00\00(\00\00\00\00\00\00\00 \00\00\00-\00\00\00\00\00\00\00 \00\00\002\00\00\00\00\00\00\00 \00\00\006\00\00\00\00\00\00\00\10\00\00\00\A3\02\00\00\01\00\00\0F\00\00\00\00i\00\00\00\00\00\00\00\04\00\00\00\00int\00__ARRAY_SIZE_TYPE__\00__u32\00unsigned int\00__u64\00unsigned long long\00type\00max_entries\00key\00value\00hash_1k\00hash_1m\00array_1k\00array_1m\00lru_1k\00percpu_1k\00cells_1k\00wide16\00words\00wide16_1k\00wide64\00wide64_1k\00ring\00xdp_md\00data\00data_end\00data_meta\00ingress_ifindex\00rx_queue_index\00egress_ifindex\00ctx\00empty\00lookup_hash_1k\00chained_hash_1k\00lookup_hash_1m\00chained_hash_1m\00lookup_array_1k\00chained_array_1k\00lookup_array_1m\00chained_array_1m\00lookup_lru_1k\00lookup_percpu_1k\00lookup_cells_1k\00lookup_wide16_1k\00lookup_wide64_1k\00update_wide16_1k\00update_wide64_1k\00update_hash_1k\00update_hash_1m\00update_lru_1k\00update_percpu_1k\00churn_hash_1k\00churn_hash_1m\00ring_submit\00char\00LICENSE\00state\00result\00.bss\00.data\00.maps\00license\00", align 8
@ebpfc.str.42 = private unnamed_addr constant [20 x i8] c"bpf_map_lookup_elem\00", align 1
@ebpfc.str.43 = private unnamed_addr constant [20 x i8] c"bpf_map_update_elem\00", align 1
@ebpfc.str.44 = private unnamed_addr constant [20 x i8] c"bpf_map_delete_elem\00", align 1
@ebpfc.str.45 = private unnamed_addr constant [20 x i8] c"bpf_ringbuf_reserve\00", align 1
@ebpfc.str.46 = private unnamed_addr constant [19 x i8] c"bpf_ringbuf_submit\00", align 1
@ebpfc.table.3 = private constant <{ i32, i32, i32, [4 x i8], i32, i32, i32, [4 x i8], i32, i32, i32, [4 x i8], i32, i32, i32, [4 x i8], i32, i32, i32, [4 x i8] }> <{ i32 1, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.42 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.3, i64 4) to i64)) to i32), i32 0, [4 x i8] zeroinitializer, i32 2, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.43 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.3, i64 20) to i64)) to i32), i32 0, [4 x i8] zeroinitializer, i32 3, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.44 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.3, i64 36) to i64)) to i32), i32 0, [4 x i8] zeroinitializer, i32 131, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.45 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.3, i64 52) to i64)) to i32), i32 0, [4 x i8] zeroinitializer, i32 132, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.46 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc.table.3, i64 68) to i64)) to i32), i32 0, [4 x i8] zeroinitializer }>, align 8
@ebpfc_module = protected constant <{ i32, i32, i64, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, [4 x i8] }> <{ i32 152, i32 1, i64 4850449663926882370, i32 0, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.0 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc_module, i64 20) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.1 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc_module, i64 24) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.2 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc_module, i64 28) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.3 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc_module, i64 32) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.4 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc_module, i64 36) to i64)) to i32), i32 0, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.str.5 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc_module, i64 44) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.table.0 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc_module, i64 48) to i64)) to i32), i32 23, i32 40, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.table.1 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc_module, i64 60) to i64)) to i32), i32 10, i32 72, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.table.2 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc_module, i64 72) to i64)) to i32), i32 2, i32 40, i32 0, i32 0, i32 0, i32 0, i32 0, i32 0, i32 0, i32 0, i32 0, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.btf to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc_module, i64 120) to i64)) to i32), i32 3159, i32 1, i32 1, i32 trunc (i64 sub (i64 ptrtoint (ptr @ebpfc.table.3 to i64), i64 ptrtoint (ptr getelementptr (i8, ptr @ebpfc_module, i64 136) to i64)) to i32), i32 5, i32 16, [4 x i8] zeroinitializer }>, align 8

declare i16 @llvm.bswap.i16(i16)
declare i32 @llvm.bswap.i32(i32)
declare i64 @llvm.bswap.i64(i64)
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
declare void @llvm.trap()
declare extern_weak i32 @dprintf(i32, ptr, ...)
declare void @llvm.dbg.value(metadata, metadata, metadata)

!0 = !{!"branch_weights", i32 1, i32 100000}
!1 = distinct !{!1, !"ebpfc"}
!2 = distinct !{!2, !1, !"stack"}
!3 = distinct !{!3, !1, !"ctx"}
!4 = distinct !{!4, !1, !"packet"}
!5 = distinct !{!5, !1, !"map_value"}
!6 = distinct !{!6, !1, !"global"}
!7 = distinct !{!7, !1, !"rodata"}
!8 = !{!2}
!9 = !{!3, !4, !5, !6, !7}
!10 = !{!3}
!11 = !{!2, !4, !5, !6, !7}
!12 = !{!4}
!13 = !{!2, !3, !5, !6, !7}
!14 = !{!5}
!15 = !{!2, !3, !4, !6, !7}
!16 = !{!6}
!17 = !{!2, !3, !4, !5, !7}
!18 = !{!7}
!19 = !{!2, !3, !4, !5, !6}
!20 = !{}
