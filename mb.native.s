	.file	"mb"
	.text
	.p2align	6                               # -- Begin function empty.v1
	.type	empty.v1,@function
empty.v1:                               # @empty.v1
# %bb.0:                                # %entry
	testq	%rsi, %rsi
	leaq	ebpfc.default(%rip), %rax
	cmovneq	%rsi, %rax
	movq	144(%rax), %rcx
	movl	(%rcx), %edx
	movl	$-8192, %esi                    # imm = 0xE000
	xorl	%edi, %edi
	.p2align	4
.LBB0_1:                                # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %edx, %r8d            # imm = 0x19660D
	addl	$1013904223, %r8d               # imm = 0x3C6EF35F
	shrl	$8, %r8d
	andl	$1023, %r8d                     # imm = 0x3FF
	addq	%rdi, %r8
	imull	$389569705, %edx, %edi          # imm = 0x17385CA9
	addl	$1196435762, %edi               # imm = 0x47502932
	shrl	$8, %edi
	andl	$1023, %edi                     # imm = 0x3FF
	imull	$-1354167659, %edx, %r9d        # imm = 0xAF490A95
	addl	$-775096599, %r9d               # imm = 0xD1CCF6E9
	shrl	$8, %r9d
	andl	$1023, %r9d                     # imm = 0x3FF
	addq	%rdi, %r9
	addq	%r8, %r9
	imull	$158984081, %edx, %edx          # imm = 0x979E791
	addl	$-1426500812, %edx              # imm = 0xAAF95334
	movl	%edx, %edi
	shrl	$8, %edi
	andl	$1023, %edi                     # imm = 0x3FF
	addq	%r9, %rdi
	addl	$4, %esi
	jne	.LBB0_1
# %bb.2:                                # %b3
	movq	152(%rax), %rax
	movq	%rdi, (%rax)
	movl	%edx, (%rcx)
	movl	$2, %eax
	retq
.Lfunc_end0:
	.size	empty.v1, .Lfunc_end0-empty.v1
                                        # -- End function
	.p2align	6                               # -- Begin function empty.v3
	.type	empty.v3,@function
empty.v3:                               # @empty.v3
# %bb.0:                                # %entry
	testq	%rsi, %rsi
	leaq	ebpfc.default(%rip), %rax
	cmovneq	%rsi, %rax
	movq	144(%rax), %rcx
	movl	(%rcx), %edx
	movl	$-8192, %esi                    # imm = 0xE000
	xorl	%edi, %edi
	.p2align	4
.LBB1_1:                                # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %edx, %r8d            # imm = 0x19660D
	addl	$1013904223, %r8d               # imm = 0x3C6EF35F
	shrl	$8, %r8d
	andl	$1023, %r8d                     # imm = 0x3FF
	addq	%rdi, %r8
	imull	$389569705, %edx, %r9d          # imm = 0x17385CA9
	addl	$1196435762, %r9d               # imm = 0x47502932
	shrl	$8, %r9d
	andl	$1023, %r9d                     # imm = 0x3FF
	imull	$-1354167659, %edx, %edi        # imm = 0xAF490A95
	addl	$-775096599, %edi               # imm = 0xD1CCF6E9
	shrl	$8, %edi
	andl	$1023, %edi                     # imm = 0x3FF
	addq	%r9, %rdi
	addq	%r8, %rdi
	imull	$158984081, %edx, %r8d          # imm = 0x979E791
	addl	$-1426500812, %r8d              # imm = 0xAAF95334
	shrl	$8, %r8d
	andl	$1023, %r8d                     # imm = 0x3FF
	imull	$-1432516515, %edx, %r9d        # imm = 0xAA9D885D
	addl	$1649599747, %r9d               # imm = 0x6252E503
	shrl	$8, %r9d
	andl	$1023, %r9d                     # imm = 0x3FF
	addq	%r8, %r9
	imull	$-1083573575, %edx, %r8d        # imm = 0xBF69FAB9
	addl	$-1624324474, %r8d              # imm = 0x9F2EC686
	shrl	$8, %r8d
	andl	$1023, %r8d                     # imm = 0x3FF
	addq	%r9, %r8
	addq	%rdi, %r8
	imull	$1851289957, %edx, %r9d         # imm = 0x6E587165
	addl	$1476291629, %r9d               # imm = 0x57FE6C2D
	shrl	$8, %r9d
	andl	$1023, %r9d                     # imm = 0x3FF
	imull	$-360120287, %edx, %edx         # imm = 0xEA890021
	addl	$-1546035288, %edx              # imm = 0xA3D95FA8
	movl	%edx, %edi
	shrl	$8, %edi
	andl	$1023, %edi                     # imm = 0x3FF
	addq	%r9, %rdi
	addq	%r8, %rdi
	addl	$8, %esi
	jne	.LBB1_1
# %bb.2:                                # %b3
	movq	152(%rax), %rax
	movq	%rdi, (%rax)
	movl	%edx, (%rcx)
	movl	$2, %eax
	retq
.Lfunc_end1:
	.size	empty.v3, .Lfunc_end1-empty.v3
                                        # -- End function
	.p2align	6                               # -- Begin function empty.v4
	.type	empty.v4,@function
empty.v4:                               # @empty.v4
# %bb.0:                                # %entry
	testq	%rsi, %rsi
	leaq	ebpfc.default(%rip), %rax
	cmovneq	%rsi, %rax
	movq	144(%rax), %rcx
	movl	(%rcx), %edx
	movl	$-8192, %esi                    # imm = 0xE000
	xorl	%edi, %edi
	.p2align	4
.LBB2_1:                                # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %edx, %r8d            # imm = 0x19660D
	addl	$1013904223, %r8d               # imm = 0x3C6EF35F
	shrl	$8, %r8d
	andl	$1023, %r8d                     # imm = 0x3FF
	addq	%rdi, %r8
	imull	$389569705, %edx, %r9d          # imm = 0x17385CA9
	addl	$1196435762, %r9d               # imm = 0x47502932
	shrl	$8, %r9d
	andl	$1023, %r9d                     # imm = 0x3FF
	imull	$-1354167659, %edx, %edi        # imm = 0xAF490A95
	addl	$-775096599, %edi               # imm = 0xD1CCF6E9
	shrl	$8, %edi
	andl	$1023, %edi                     # imm = 0x3FF
	addq	%r9, %rdi
	addq	%r8, %rdi
	imull	$158984081, %edx, %r8d          # imm = 0x979E791
	addl	$-1426500812, %r8d              # imm = 0xAAF95334
	shrl	$8, %r8d
	andl	$1023, %r8d                     # imm = 0x3FF
	imull	$-1432516515, %edx, %r9d        # imm = 0xAA9D885D
	addl	$1649599747, %r9d               # imm = 0x6252E503
	shrl	$8, %r9d
	andl	$1023, %r9d                     # imm = 0x3FF
	addq	%r8, %r9
	imull	$-1083573575, %edx, %r8d        # imm = 0xBF69FAB9
	addl	$-1624324474, %r8d              # imm = 0x9F2EC686
	shrl	$8, %r8d
	andl	$1023, %r8d                     # imm = 0x3FF
	addq	%r9, %r8
	addq	%rdi, %r8
	imull	$1851289957, %edx, %r9d         # imm = 0x6E587165
	addl	$1476291629, %r9d               # imm = 0x57FE6C2D
	shrl	$8, %r9d
	andl	$1023, %r9d                     # imm = 0x3FF
	imull	$-360120287, %edx, %edx         # imm = 0xEA890021
	addl	$-1546035288, %edx              # imm = 0xA3D95FA8
	movl	%edx, %edi
	shrl	$8, %edi
	andl	$1023, %edi                     # imm = 0x3FF
	addq	%r9, %rdi
	addq	%r8, %rdi
	addl	$8, %esi
	jne	.LBB2_1
# %bb.2:                                # %b3
	movq	152(%rax), %rax
	movq	%rdi, (%rax)
	movl	%edx, (%rcx)
	movl	$2, %eax
	retq
.Lfunc_end2:
	.size	empty.v4, .Lfunc_end2-empty.v4
                                        # -- End function
	.section	.text.unlikely.,"ax",@progbits
	.hidden	empty.resolve                   # -- Begin function empty.resolve
	.globl	empty.resolve
	.p2align	4
	.type	empty.resolve,@function
empty.resolve:                          # @empty.resolve
# %bb.0:
	pushq	%rax
	callq	ebpfc.cpu
	cmpl	$2, %eax
	leaq	empty.v3(%rip), %rcx
	leaq	empty.v1(%rip), %rdx
	cmovaeq	%rcx, %rdx
	cmpl	$3, %eax
	leaq	empty.v4(%rip), %rax
	cmovneq	%rdx, %rax
	popq	%rcx
	retq
.Lfunc_end3:
	.size	empty.resolve, .Lfunc_end3-empty.resolve
                                        # -- End function
	.text
	.p2align	6                               # -- Begin function lookup_hash_1k.v1
	.type	lookup_hash_1k.v1,@function
lookup_hash_1k.v1:                      # @lookup_hash_1k.v1
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$24, %rsp
	testq	%rsi, %rsi
	je	.LBB4_1
# %bb.5:                                # %bound
	movabsq	$-9187201950435737472, %r8      # imm = 0x8080808080808080
	movq	64(%rsi), %r9
	movq	%rsi, 16(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 8(%rsp)                   # 8-byte Spill
	movl	(%rax), %edi
	movl	$8192, %r11d                    # imm = 0x2000
	xorl	%r10d, %r10d
	movabsq	$-72340172838076673, %r15       # imm = 0xFEFEFEFEFEFEFEFF
	jmp	.LBB4_6
	.p2align	4
.LBB4_7:                                #   Parent Loop BB4_6 Depth=1
                                        # =>  This Loop Header: Depth=2
                                        #       Child Loop BB4_9 Depth 3
                                        #       Child Loop BB4_13 Depth 3
	movl	8(%rbp), %ecx
	movq	(%rbp), %rbx
	xorq	%rax, %rbx
	movq	%rbx, %rsi
	notq	%rsi
	addq	%r15, %rbx
	andq	%r8, %rsi
	andq	%rbx, %rsi
	je	.LBB4_11
.LBB4_9:                                # %.preheader3
                                        #   Parent Loop BB4_6 Depth=1
                                        #     Parent Loop BB4_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	rep		bsfq	%rsi, %rbx
	addl	%ebx, %ebx
	andl	$112, %ebx
	orq	%rdx, %rbx
	movq	24576(%r12,%rbx), %r14
	cmpq	%r13, %r14
	je	.LBB4_17
# %bb.10:                               #   in Loop: Header=BB4_9 Depth=3
	leaq	-1(%rsi), %rbx
	andq	%rbx, %rsi
	jne	.LBB4_9
	.p2align	4
.LBB4_11:                               # %.loopexit5
                                        #   in Loop: Header=BB4_7 Depth=2
	movl	12(%rbp), %esi
	testl	%esi, %esi
	jne	.LBB4_12
.LBB4_19:                               # %.loopexit
                                        #   in Loop: Header=BB4_7 Depth=2
	#MEMBARRIER
	movl	8(%rbp), %esi
	cmpl	%ecx, %esi
	je	.LBB4_20
	jmp	.LBB4_7
.LBB4_12:                               # %.preheader.preheader
                                        #   in Loop: Header=BB4_7 Depth=2
	xorl	%ebx, %ebx
.LBB4_13:                               # %.preheader
                                        #   Parent Loop BB4_6 Depth=1
                                        #     Parent Loop BB4_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	cmpl	$2176, %esi                     # imm = 0x880
	ja	.LBB4_19
# %bb.14:                               # %.preheader
                                        #   in Loop: Header=BB4_13 Depth=3
	cmpl	$2176, %ebx                     # imm = 0x880
	ja	.LBB4_19
# %bb.15:                               #   in Loop: Header=BB4_13 Depth=3
	movl	%ebx, 4(%rsp)                   # 4-byte Spill
	decl	%esi
	movq	%rsi, %rbx
	shlq	$4, %rbx
	movq	90112(%r12,%rbx), %r14
	cmpq	%r13, %r14
	je	.LBB4_16
# %bb.18:                               #   in Loop: Header=BB4_13 Depth=3
	movl	10432(%r12,%rsi,4), %esi
	movl	4(%rsp), %ebx                   # 4-byte Reload
	incl	%ebx
	testl	%esi, %esi
	jne	.LBB4_13
	jmp	.LBB4_19
.LBB4_16:                               #   in Loop: Header=BB4_6 Depth=1
	addq	$65536, %rbx                    # imm = 0x10000
	.p2align	4
.LBB4_17:                               # %b3
                                        #   in Loop: Header=BB4_6 Depth=1
	addq	24584(%r12,%rbx), %r10
.LBB4_20:                               # %b4
                                        #   in Loop: Header=BB4_6 Depth=1
	decl	%r11d
	je	.LBB4_21
.LBB4_6:                                # %b2
                                        # =>This Loop Header: Depth=1
                                        #     Child Loop BB4_7 Depth 2
                                        #       Child Loop BB4_9 Depth 3
                                        #       Child Loop BB4_13 Depth 3
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	addl	$1013904223, %edi               # imm = 0x3C6EF35F
	movl	%edi, %r13d
	shrl	$8, %r13d
	andl	$1023, %r13d                    # imm = 0x3FF
	movq	40(%r9), %r12
	movq	(%r12), %rax
	xorq	%r13, %rax
	mulq	8(%r12)
	xorq	%rax, %rdx
	movq	%rdx, %rax
	shrq	$32, %rax
	xorq	%rdx, %rax
	movabsq	$-7046029254386353131, %rcx     # imm = 0x9E3779B97F4A7C15
	imulq	%rcx, %rax
	movq	%rax, %rdx
	shrq	$55, %rdx
	movl	%edx, %ecx
	shll	$4, %ecx
	leaq	(%r12,%rcx), %rbp
	addq	$192, %rbp
	andl	$127, %eax
	movabsq	$72340172838076673, %rcx        # imm = 0x101010101010101
	imulq	%rcx, %rax
	addq	%r8, %rax
	shll	$7, %edx
	jmp	.LBB4_7
.LBB4_21:                               # %b5
	movq	16(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%r10, (%rax)
	movq	8(%rsp), %rax                   # 8-byte Reload
	movl	%edi, (%rax)
	movl	$2, %eax
.LBB4_4:                                # %common.ret
	addq	$24, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB4_1:                                # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB4_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.lookup_hash_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB4_3:                                # %common.ret
	movq	$-38, %rax
	jmp	.LBB4_4
.Lfunc_end4:
	.size	lookup_hash_1k.v1, .Lfunc_end4-lookup_hash_1k.v1
                                        # -- End function
	.p2align	6                               # -- Begin function lookup_hash_1k.v3
	.type	lookup_hash_1k.v3,@function
lookup_hash_1k.v3:                      # @lookup_hash_1k.v3
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$24, %rsp
	testq	%rsi, %rsi
	je	.LBB5_1
# %bb.5:                                # %bound
	movabsq	$-9187201950435737472, %rdi     # imm = 0x8080808080808080
	movq	64(%rsi), %r8
	movq	%rsi, 16(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 8(%rsp)                   # 8-byte Spill
	movl	(%rax), %ecx
	movl	$8192, %r10d                    # imm = 0x2000
	xorl	%r9d, %r9d
	movabsq	$-72340172838076673, %r14       # imm = 0xFEFEFEFEFEFEFEFF
	jmp	.LBB5_6
	.p2align	4
.LBB5_7:                                #   Parent Loop BB5_6 Depth=1
                                        # =>  This Loop Header: Depth=2
                                        #       Child Loop BB5_8 Depth 3
                                        #       Child Loop BB5_12 Depth 3
	movl	8(%rbp), %eax
	movq	(%rbp), %rsi
	xorq	%rdx, %rsi
	andnq	%rdi, %rsi, %r11
	addq	%r14, %rsi
	andq	%r11, %rsi
	je	.LBB5_10
.LBB5_8:                                # %.preheader3
                                        #   Parent Loop BB5_6 Depth=1
                                        #     Parent Loop BB5_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	tzcntq	%rsi, %r11
	addl	%r11d, %r11d
	andl	$112, %r11d
	orq	%r13, %r11
	movq	24576(%r15,%r11), %rbx
	cmpq	%r12, %rbx
	je	.LBB5_16
# %bb.9:                                #   in Loop: Header=BB5_8 Depth=3
	blsrq	%rsi, %rsi
	jne	.LBB5_8
	.p2align	4
.LBB5_10:                               # %.loopexit5
                                        #   in Loop: Header=BB5_7 Depth=2
	movl	12(%rbp), %esi
	testl	%esi, %esi
	jne	.LBB5_11
.LBB5_18:                               # %.loopexit
                                        #   in Loop: Header=BB5_7 Depth=2
	#MEMBARRIER
	movl	8(%rbp), %esi
	cmpl	%eax, %esi
	je	.LBB5_19
	jmp	.LBB5_7
.LBB5_11:                               # %.preheader.preheader
                                        #   in Loop: Header=BB5_7 Depth=2
	xorl	%r11d, %r11d
.LBB5_12:                               # %.preheader
                                        #   Parent Loop BB5_6 Depth=1
                                        #     Parent Loop BB5_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	cmpl	$2176, %esi                     # imm = 0x880
	ja	.LBB5_18
# %bb.13:                               # %.preheader
                                        #   in Loop: Header=BB5_12 Depth=3
	cmpl	$2176, %r11d                    # imm = 0x880
	ja	.LBB5_18
# %bb.14:                               #   in Loop: Header=BB5_12 Depth=3
	movl	%r11d, 4(%rsp)                  # 4-byte Spill
	decl	%esi
	movq	%rsi, %r11
	shlq	$4, %r11
	movq	90112(%r15,%r11), %rbx
	cmpq	%r12, %rbx
	je	.LBB5_15
# %bb.17:                               #   in Loop: Header=BB5_12 Depth=3
	movl	10432(%r15,%rsi,4), %esi
	movl	4(%rsp), %r11d                  # 4-byte Reload
	incl	%r11d
	testl	%esi, %esi
	jne	.LBB5_12
	jmp	.LBB5_18
.LBB5_15:                               #   in Loop: Header=BB5_6 Depth=1
	addq	$65536, %r11                    # imm = 0x10000
	.p2align	4
.LBB5_16:                               # %b3
                                        #   in Loop: Header=BB5_6 Depth=1
	addq	24584(%r15,%r11), %r9
.LBB5_19:                               # %b4
                                        #   in Loop: Header=BB5_6 Depth=1
	decl	%r10d
	je	.LBB5_20
.LBB5_6:                                # %b2
                                        # =>This Loop Header: Depth=1
                                        #     Child Loop BB5_7 Depth 2
                                        #       Child Loop BB5_8 Depth 3
                                        #       Child Loop BB5_12 Depth 3
	imull	$1664525, %ecx, %ecx            # imm = 0x19660D
	addl	$1013904223, %ecx               # imm = 0x3C6EF35F
	movl	%ecx, %r12d
	shrl	$8, %r12d
	andl	$1023, %r12d                    # imm = 0x3FF
	movq	40(%r8), %r15
	movq	(%r15), %rdx
	xorq	%r12, %rdx
	mulxq	8(%r15), %rax, %rsi
	xorq	%rax, %rsi
	movq	%rsi, %rdx
	shrq	$32, %rdx
	xorq	%rsi, %rdx
	movabsq	$-7046029254386353131, %rax     # imm = 0x9E3779B97F4A7C15
	imulq	%rax, %rdx
	movq	%rdx, %r13
	shrq	$55, %r13
	movl	%r13d, %eax
	shll	$4, %eax
	leaq	(%r15,%rax), %rbp
	addq	$192, %rbp
	andl	$127, %edx
	movabsq	$72340172838076673, %rax        # imm = 0x101010101010101
	imulq	%rax, %rdx
	addq	%rdi, %rdx
	shll	$7, %r13d
	jmp	.LBB5_7
.LBB5_20:                               # %b5
	movq	16(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%r9, (%rax)
	movq	8(%rsp), %rax                   # 8-byte Reload
	movl	%ecx, (%rax)
	movl	$2, %eax
.LBB5_4:                                # %common.ret
	addq	$24, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB5_1:                                # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB5_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.lookup_hash_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB5_3:                                # %common.ret
	movq	$-38, %rax
	jmp	.LBB5_4
.Lfunc_end5:
	.size	lookup_hash_1k.v3, .Lfunc_end5-lookup_hash_1k.v3
                                        # -- End function
	.p2align	6                               # -- Begin function lookup_hash_1k.v4
	.type	lookup_hash_1k.v4,@function
lookup_hash_1k.v4:                      # @lookup_hash_1k.v4
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$24, %rsp
	testq	%rsi, %rsi
	je	.LBB6_1
# %bb.5:                                # %bound
	movabsq	$-9187201950435737472, %rdi     # imm = 0x8080808080808080
	movq	64(%rsi), %r8
	movq	%rsi, 16(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 8(%rsp)                   # 8-byte Spill
	movl	(%rax), %ecx
	movl	$8192, %r10d                    # imm = 0x2000
	xorl	%r9d, %r9d
	movabsq	$-72340172838076673, %r14       # imm = 0xFEFEFEFEFEFEFEFF
	jmp	.LBB6_6
	.p2align	4
.LBB6_7:                                #   Parent Loop BB6_6 Depth=1
                                        # =>  This Loop Header: Depth=2
                                        #       Child Loop BB6_8 Depth 3
                                        #       Child Loop BB6_12 Depth 3
	movl	8(%rbp), %eax
	movq	(%rbp), %rsi
	xorq	%rdx, %rsi
	andnq	%rdi, %rsi, %r11
	addq	%r14, %rsi
	andq	%r11, %rsi
	je	.LBB6_10
.LBB6_8:                                # %.preheader3
                                        #   Parent Loop BB6_6 Depth=1
                                        #     Parent Loop BB6_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	tzcntq	%rsi, %r11
	addl	%r11d, %r11d
	andl	$112, %r11d
	orq	%r13, %r11
	movq	24576(%r15,%r11), %rbx
	cmpq	%r12, %rbx
	je	.LBB6_16
# %bb.9:                                #   in Loop: Header=BB6_8 Depth=3
	blsrq	%rsi, %rsi
	jne	.LBB6_8
	.p2align	4
.LBB6_10:                               # %.loopexit5
                                        #   in Loop: Header=BB6_7 Depth=2
	movl	12(%rbp), %esi
	testl	%esi, %esi
	jne	.LBB6_11
.LBB6_18:                               # %.loopexit
                                        #   in Loop: Header=BB6_7 Depth=2
	#MEMBARRIER
	movl	8(%rbp), %esi
	cmpl	%eax, %esi
	je	.LBB6_19
	jmp	.LBB6_7
.LBB6_11:                               # %.preheader.preheader
                                        #   in Loop: Header=BB6_7 Depth=2
	xorl	%r11d, %r11d
.LBB6_12:                               # %.preheader
                                        #   Parent Loop BB6_6 Depth=1
                                        #     Parent Loop BB6_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	cmpl	$2176, %esi                     # imm = 0x880
	ja	.LBB6_18
# %bb.13:                               # %.preheader
                                        #   in Loop: Header=BB6_12 Depth=3
	cmpl	$2176, %r11d                    # imm = 0x880
	ja	.LBB6_18
# %bb.14:                               #   in Loop: Header=BB6_12 Depth=3
	movl	%r11d, 4(%rsp)                  # 4-byte Spill
	decl	%esi
	movq	%rsi, %r11
	shlq	$4, %r11
	movq	90112(%r15,%r11), %rbx
	cmpq	%r12, %rbx
	je	.LBB6_15
# %bb.17:                               #   in Loop: Header=BB6_12 Depth=3
	movl	10432(%r15,%rsi,4), %esi
	movl	4(%rsp), %r11d                  # 4-byte Reload
	incl	%r11d
	testl	%esi, %esi
	jne	.LBB6_12
	jmp	.LBB6_18
.LBB6_15:                               #   in Loop: Header=BB6_6 Depth=1
	addq	$65536, %r11                    # imm = 0x10000
	.p2align	4
.LBB6_16:                               # %b3
                                        #   in Loop: Header=BB6_6 Depth=1
	addq	24584(%r15,%r11), %r9
.LBB6_19:                               # %b4
                                        #   in Loop: Header=BB6_6 Depth=1
	decl	%r10d
	je	.LBB6_20
.LBB6_6:                                # %b2
                                        # =>This Loop Header: Depth=1
                                        #     Child Loop BB6_7 Depth 2
                                        #       Child Loop BB6_8 Depth 3
                                        #       Child Loop BB6_12 Depth 3
	imull	$1664525, %ecx, %ecx            # imm = 0x19660D
	addl	$1013904223, %ecx               # imm = 0x3C6EF35F
	movl	%ecx, %r12d
	shrl	$8, %r12d
	andl	$1023, %r12d                    # imm = 0x3FF
	movq	40(%r8), %r15
	movq	(%r15), %rdx
	xorq	%r12, %rdx
	mulxq	8(%r15), %rax, %rsi
	xorq	%rax, %rsi
	movq	%rsi, %rdx
	shrq	$32, %rdx
	xorq	%rsi, %rdx
	movabsq	$-7046029254386353131, %rax     # imm = 0x9E3779B97F4A7C15
	imulq	%rax, %rdx
	movq	%rdx, %r13
	shrq	$55, %r13
	movl	%r13d, %eax
	shll	$4, %eax
	leaq	192(%r15,%rax), %rbp
	andl	$127, %edx
	movabsq	$72340172838076673, %rax        # imm = 0x101010101010101
	imulq	%rax, %rdx
	addq	%rdi, %rdx
	shll	$7, %r13d
	jmp	.LBB6_7
.LBB6_20:                               # %b5
	movq	16(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%r9, (%rax)
	movq	8(%rsp), %rax                   # 8-byte Reload
	movl	%ecx, (%rax)
	movl	$2, %eax
.LBB6_4:                                # %common.ret
	addq	$24, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB6_1:                                # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB6_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.lookup_hash_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB6_3:                                # %common.ret
	movq	$-38, %rax
	jmp	.LBB6_4
.Lfunc_end6:
	.size	lookup_hash_1k.v4, .Lfunc_end6-lookup_hash_1k.v4
                                        # -- End function
	.section	.text.unlikely.,"ax",@progbits
	.hidden	lookup_hash_1k.resolve          # -- Begin function lookup_hash_1k.resolve
	.globl	lookup_hash_1k.resolve
	.p2align	4
	.type	lookup_hash_1k.resolve,@function
lookup_hash_1k.resolve:                 # @lookup_hash_1k.resolve
# %bb.0:
	pushq	%rax
	callq	ebpfc.cpu
	cmpl	$2, %eax
	leaq	lookup_hash_1k.v3(%rip), %rcx
	leaq	lookup_hash_1k.v1(%rip), %rdx
	cmovaeq	%rcx, %rdx
	cmpl	$3, %eax
	leaq	lookup_hash_1k.v4(%rip), %rax
	cmovneq	%rdx, %rax
	popq	%rcx
	retq
.Lfunc_end7:
	.size	lookup_hash_1k.resolve, .Lfunc_end7-lookup_hash_1k.resolve
                                        # -- End function
	.text
	.p2align	6                               # -- Begin function chained_hash_1k.v1
	.type	chained_hash_1k.v1,@function
chained_hash_1k.v1:                     # @chained_hash_1k.v1
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$24, %rsp
	testq	%rsi, %rsi
	je	.LBB8_1
# %bb.5:                                # %bound
	movabsq	$-9187201950435737472, %rcx     # imm = 0x8080808080808080
	movq	64(%rsi), %r8
	movq	%rsi, 16(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 8(%rsp)                   # 8-byte Spill
	movl	(%rax), %r9d
	movl	$8192, %r10d                    # imm = 0x2000
	movabsq	$72340172838076673, %rbx        # imm = 0x101010101010101
	movabsq	$-72340172838076673, %r14       # imm = 0xFEFEFEFEFEFEFEFF
	jmp	.LBB8_6
	.p2align	4
.LBB8_7:                                #   Parent Loop BB8_6 Depth=1
                                        # =>  This Loop Header: Depth=2
                                        #       Child Loop BB8_8 Depth 3
                                        #       Child Loop BB8_12 Depth 3
	movl	8(%r13), %ebp
	movq	(%r13), %rdi
	xorq	%rax, %rdi
	movq	%rdi, %r11
	notq	%r11
	addq	%r14, %rdi
	andq	%rcx, %r11
	andq	%rdi, %r11
	je	.LBB8_10
.LBB8_8:                                # %.preheader3
                                        #   Parent Loop BB8_6 Depth=1
                                        #     Parent Loop BB8_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	rep		bsfq	%r11, %rdi
	addl	%edi, %edi
	andl	$112, %edi
	orq	%rdx, %rdi
	movq	24576(%r15,%rdi), %rsi
	cmpq	%r12, %rsi
	je	.LBB8_16
# %bb.9:                                #   in Loop: Header=BB8_8 Depth=3
	leaq	-1(%r11), %rsi
	andq	%rsi, %r11
	jne	.LBB8_8
	.p2align	4
.LBB8_10:                               # %.loopexit5
                                        #   in Loop: Header=BB8_7 Depth=2
	movl	12(%r13), %r11d
	testl	%r11d, %r11d
	jne	.LBB8_11
.LBB8_18:                               # %.loopexit
                                        #   in Loop: Header=BB8_7 Depth=2
	#MEMBARRIER
	movl	8(%r13), %esi
	cmpl	%ebp, %esi
	je	.LBB8_19
	jmp	.LBB8_7
.LBB8_11:                               # %.preheader.preheader
                                        #   in Loop: Header=BB8_7 Depth=2
	xorl	%esi, %esi
.LBB8_12:                               # %.preheader
                                        #   Parent Loop BB8_6 Depth=1
                                        #     Parent Loop BB8_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	cmpl	$2176, %r11d                    # imm = 0x880
	ja	.LBB8_18
# %bb.13:                               # %.preheader
                                        #   in Loop: Header=BB8_12 Depth=3
	cmpl	$2176, %esi                     # imm = 0x880
	ja	.LBB8_18
# %bb.14:                               #   in Loop: Header=BB8_12 Depth=3
	movl	%esi, 4(%rsp)                   # 4-byte Spill
	decl	%r11d
	movq	%r11, %rdi
	shlq	$4, %rdi
	movq	90112(%r15,%rdi), %rsi
	cmpq	%r12, %rsi
	je	.LBB8_15
# %bb.17:                               #   in Loop: Header=BB8_12 Depth=3
	movl	10432(%r15,%r11,4), %r11d
	movl	4(%rsp), %esi                   # 4-byte Reload
	incl	%esi
	testl	%r11d, %r11d
	jne	.LBB8_12
	jmp	.LBB8_18
.LBB8_15:                               #   in Loop: Header=BB8_6 Depth=1
	addq	$65536, %rdi                    # imm = 0x10000
	.p2align	4
.LBB8_16:                               # %b3
                                        #   in Loop: Header=BB8_6 Depth=1
	movq	24584(%r15,%rdi), %rax
	shrq	$63, %rax
	addl	%eax, %r9d
.LBB8_19:                               # %b4
                                        #   in Loop: Header=BB8_6 Depth=1
	decl	%r10d
	je	.LBB8_20
.LBB8_6:                                # %b2
                                        # =>This Loop Header: Depth=1
                                        #     Child Loop BB8_7 Depth 2
                                        #       Child Loop BB8_8 Depth 3
                                        #       Child Loop BB8_12 Depth 3
	imull	$1664525, %r9d, %r9d            # imm = 0x19660D
	addl	$1013904223, %r9d               # imm = 0x3C6EF35F
	movl	%r9d, %r12d
	shrl	$8, %r12d
	andl	$1023, %r12d                    # imm = 0x3FF
	movq	40(%r8), %r15
	movq	(%r15), %rax
	xorq	%r12, %rax
	mulq	8(%r15)
	xorq	%rax, %rdx
	movq	%rdx, %rax
	shrq	$32, %rax
	xorq	%rdx, %rax
	movabsq	$-7046029254386353131, %rdx     # imm = 0x9E3779B97F4A7C15
	imulq	%rdx, %rax
	movq	%rax, %rdx
	shrq	$55, %rdx
	movl	%edx, %edi
	shll	$4, %edi
	leaq	(%r15,%rdi), %r13
	addq	$192, %r13
	andl	$127, %eax
	imulq	%rbx, %rax
	addq	%rcx, %rax
	shll	$7, %edx
	jmp	.LBB8_7
.LBB8_20:                               # %b5
	movq	8(%rsp), %rax                   # 8-byte Reload
	movl	%r9d, (%rax)
	movq	16(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	$0, (%rax)
	movl	$2, %eax
.LBB8_4:                                # %common.ret
	addq	$24, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB8_1:                                # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB8_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.chained_hash_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB8_3:                                # %common.ret
	movq	$-38, %rax
	jmp	.LBB8_4
.Lfunc_end8:
	.size	chained_hash_1k.v1, .Lfunc_end8-chained_hash_1k.v1
                                        # -- End function
	.p2align	6                               # -- Begin function chained_hash_1k.v3
	.type	chained_hash_1k.v3,@function
chained_hash_1k.v3:                     # @chained_hash_1k.v3
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$24, %rsp
	testq	%rsi, %rsi
	je	.LBB9_1
# %bb.5:                                # %bound
	movabsq	$-9187201950435737472, %rax     # imm = 0x8080808080808080
	movq	64(%rsi), %rdi
	movq	%rsi, 16(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rcx
	movq	%rcx, 8(%rsp)                   # 8-byte Spill
	movl	(%rcx), %r8d
	movl	$8192, %r9d                     # imm = 0x2000
	movabsq	$72340172838076673, %r11        # imm = 0x101010101010101
	movabsq	$-72340172838076673, %rbx       # imm = 0xFEFEFEFEFEFEFEFF
	jmp	.LBB9_6
	.p2align	4
.LBB9_7:                                #   Parent Loop BB9_6 Depth=1
                                        # =>  This Loop Header: Depth=2
                                        #       Child Loop BB9_8 Depth 3
                                        #       Child Loop BB9_12 Depth 3
	movl	8(%r13), %ebp
	movq	(%r13), %r10
	xorq	%rdx, %r10
	andnq	%rax, %r10, %rcx
	addq	%rbx, %r10
	andq	%rcx, %r10
	je	.LBB9_10
.LBB9_8:                                # %.preheader3
                                        #   Parent Loop BB9_6 Depth=1
                                        #     Parent Loop BB9_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	tzcntq	%r10, %rcx
	addl	%ecx, %ecx
	andl	$112, %ecx
	orq	%r12, %rcx
	movq	24576(%r14,%rcx), %rsi
	cmpq	%r15, %rsi
	je	.LBB9_16
# %bb.9:                                #   in Loop: Header=BB9_8 Depth=3
	blsrq	%r10, %r10
	jne	.LBB9_8
	.p2align	4
.LBB9_10:                               # %.loopexit5
                                        #   in Loop: Header=BB9_7 Depth=2
	movl	12(%r13), %r10d
	testl	%r10d, %r10d
	jne	.LBB9_11
.LBB9_18:                               # %.loopexit
                                        #   in Loop: Header=BB9_7 Depth=2
	#MEMBARRIER
	movl	8(%r13), %ecx
	cmpl	%ebp, %ecx
	je	.LBB9_19
	jmp	.LBB9_7
.LBB9_11:                               # %.preheader.preheader
                                        #   in Loop: Header=BB9_7 Depth=2
	xorl	%ecx, %ecx
.LBB9_12:                               # %.preheader
                                        #   Parent Loop BB9_6 Depth=1
                                        #     Parent Loop BB9_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	cmpl	$2176, %r10d                    # imm = 0x880
	ja	.LBB9_18
# %bb.13:                               # %.preheader
                                        #   in Loop: Header=BB9_12 Depth=3
	cmpl	$2176, %ecx                     # imm = 0x880
	ja	.LBB9_18
# %bb.14:                               #   in Loop: Header=BB9_12 Depth=3
	movl	%ecx, 4(%rsp)                   # 4-byte Spill
	decl	%r10d
	movq	%r10, %rcx
	shlq	$4, %rcx
	movq	90112(%r14,%rcx), %rsi
	cmpq	%r15, %rsi
	je	.LBB9_15
# %bb.17:                               #   in Loop: Header=BB9_12 Depth=3
	movl	10432(%r14,%r10,4), %r10d
	movl	4(%rsp), %ecx                   # 4-byte Reload
	incl	%ecx
	testl	%r10d, %r10d
	jne	.LBB9_12
	jmp	.LBB9_18
.LBB9_15:                               #   in Loop: Header=BB9_6 Depth=1
	addq	$65536, %rcx                    # imm = 0x10000
	.p2align	4
.LBB9_16:                               # %b3
                                        #   in Loop: Header=BB9_6 Depth=1
	movq	24584(%r14,%rcx), %rcx
	shrq	$63, %rcx
	addl	%ecx, %r8d
.LBB9_19:                               # %b4
                                        #   in Loop: Header=BB9_6 Depth=1
	decl	%r9d
	je	.LBB9_20
.LBB9_6:                                # %b2
                                        # =>This Loop Header: Depth=1
                                        #     Child Loop BB9_7 Depth 2
                                        #       Child Loop BB9_8 Depth 3
                                        #       Child Loop BB9_12 Depth 3
	imull	$1664525, %r8d, %r8d            # imm = 0x19660D
	addl	$1013904223, %r8d               # imm = 0x3C6EF35F
	movl	%r8d, %r15d
	shrl	$8, %r15d
	andl	$1023, %r15d                    # imm = 0x3FF
	movq	40(%rdi), %r14
	movq	(%r14), %rdx
	xorq	%r15, %rdx
	mulxq	8(%r14), %rcx, %r10
	xorq	%rcx, %r10
	movq	%r10, %rdx
	shrq	$32, %rdx
	xorq	%r10, %rdx
	movabsq	$-7046029254386353131, %rcx     # imm = 0x9E3779B97F4A7C15
	imulq	%rcx, %rdx
	movq	%rdx, %r12
	shrq	$55, %r12
	movl	%r12d, %ecx
	shll	$4, %ecx
	leaq	(%r14,%rcx), %r13
	addq	$192, %r13
	andl	$127, %edx
	imulq	%r11, %rdx
	addq	%rax, %rdx
	shll	$7, %r12d
	jmp	.LBB9_7
.LBB9_20:                               # %b5
	movq	8(%rsp), %rax                   # 8-byte Reload
	movl	%r8d, (%rax)
	movq	16(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	$0, (%rax)
	movl	$2, %eax
.LBB9_4:                                # %common.ret
	addq	$24, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB9_1:                                # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB9_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.chained_hash_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB9_3:                                # %common.ret
	movq	$-38, %rax
	jmp	.LBB9_4
.Lfunc_end9:
	.size	chained_hash_1k.v3, .Lfunc_end9-chained_hash_1k.v3
                                        # -- End function
	.p2align	6                               # -- Begin function chained_hash_1k.v4
	.type	chained_hash_1k.v4,@function
chained_hash_1k.v4:                     # @chained_hash_1k.v4
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$24, %rsp
	testq	%rsi, %rsi
	je	.LBB10_1
# %bb.5:                                # %bound
	movabsq	$-9187201950435737472, %rax     # imm = 0x8080808080808080
	movq	64(%rsi), %rdi
	movq	%rsi, 16(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rcx
	movq	%rcx, 8(%rsp)                   # 8-byte Spill
	movl	(%rcx), %r8d
	movl	$8192, %r9d                     # imm = 0x2000
	movabsq	$72340172838076673, %r11        # imm = 0x101010101010101
	movabsq	$-72340172838076673, %rbx       # imm = 0xFEFEFEFEFEFEFEFF
	jmp	.LBB10_6
	.p2align	4
.LBB10_7:                               #   Parent Loop BB10_6 Depth=1
                                        # =>  This Loop Header: Depth=2
                                        #       Child Loop BB10_8 Depth 3
                                        #       Child Loop BB10_12 Depth 3
	movl	8(%r13), %ebp
	movq	(%r13), %r10
	xorq	%rdx, %r10
	andnq	%rax, %r10, %rcx
	addq	%rbx, %r10
	andq	%rcx, %r10
	je	.LBB10_10
.LBB10_8:                               # %.preheader3
                                        #   Parent Loop BB10_6 Depth=1
                                        #     Parent Loop BB10_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	tzcntq	%r10, %rcx
	addl	%ecx, %ecx
	andl	$112, %ecx
	orq	%r12, %rcx
	movq	24576(%r14,%rcx), %rsi
	cmpq	%r15, %rsi
	je	.LBB10_16
# %bb.9:                                #   in Loop: Header=BB10_8 Depth=3
	blsrq	%r10, %r10
	jne	.LBB10_8
	.p2align	4
.LBB10_10:                              # %.loopexit5
                                        #   in Loop: Header=BB10_7 Depth=2
	movl	12(%r13), %r10d
	testl	%r10d, %r10d
	jne	.LBB10_11
.LBB10_18:                              # %.loopexit
                                        #   in Loop: Header=BB10_7 Depth=2
	#MEMBARRIER
	movl	8(%r13), %ecx
	cmpl	%ebp, %ecx
	je	.LBB10_19
	jmp	.LBB10_7
.LBB10_11:                              # %.preheader.preheader
                                        #   in Loop: Header=BB10_7 Depth=2
	xorl	%ecx, %ecx
.LBB10_12:                              # %.preheader
                                        #   Parent Loop BB10_6 Depth=1
                                        #     Parent Loop BB10_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	cmpl	$2176, %r10d                    # imm = 0x880
	ja	.LBB10_18
# %bb.13:                               # %.preheader
                                        #   in Loop: Header=BB10_12 Depth=3
	cmpl	$2176, %ecx                     # imm = 0x880
	ja	.LBB10_18
# %bb.14:                               #   in Loop: Header=BB10_12 Depth=3
	movl	%ecx, 4(%rsp)                   # 4-byte Spill
	decl	%r10d
	movq	%r10, %rcx
	shlq	$4, %rcx
	movq	90112(%r14,%rcx), %rsi
	cmpq	%r15, %rsi
	je	.LBB10_15
# %bb.17:                               #   in Loop: Header=BB10_12 Depth=3
	movl	10432(%r14,%r10,4), %r10d
	movl	4(%rsp), %ecx                   # 4-byte Reload
	incl	%ecx
	testl	%r10d, %r10d
	jne	.LBB10_12
	jmp	.LBB10_18
.LBB10_15:                              #   in Loop: Header=BB10_6 Depth=1
	addq	$65536, %rcx                    # imm = 0x10000
	.p2align	4
.LBB10_16:                              # %b3
                                        #   in Loop: Header=BB10_6 Depth=1
	movq	24584(%r14,%rcx), %rcx
	shrq	$63, %rcx
	addl	%ecx, %r8d
.LBB10_19:                              # %b4
                                        #   in Loop: Header=BB10_6 Depth=1
	decl	%r9d
	je	.LBB10_20
.LBB10_6:                               # %b2
                                        # =>This Loop Header: Depth=1
                                        #     Child Loop BB10_7 Depth 2
                                        #       Child Loop BB10_8 Depth 3
                                        #       Child Loop BB10_12 Depth 3
	imull	$1664525, %r8d, %r8d            # imm = 0x19660D
	addl	$1013904223, %r8d               # imm = 0x3C6EF35F
	movl	%r8d, %r15d
	shrl	$8, %r15d
	andl	$1023, %r15d                    # imm = 0x3FF
	movq	40(%rdi), %r14
	movq	(%r14), %rdx
	xorq	%r15, %rdx
	mulxq	8(%r14), %rcx, %r10
	xorq	%rcx, %r10
	movq	%r10, %rdx
	shrq	$32, %rdx
	xorq	%r10, %rdx
	movabsq	$-7046029254386353131, %rcx     # imm = 0x9E3779B97F4A7C15
	imulq	%rcx, %rdx
	movq	%rdx, %r12
	shrq	$55, %r12
	movl	%r12d, %ecx
	shll	$4, %ecx
	leaq	192(%r14,%rcx), %r13
	andl	$127, %edx
	imulq	%r11, %rdx
	addq	%rax, %rdx
	shll	$7, %r12d
	jmp	.LBB10_7
.LBB10_20:                              # %b5
	movq	8(%rsp), %rax                   # 8-byte Reload
	movl	%r8d, (%rax)
	movq	16(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	$0, (%rax)
	movl	$2, %eax
.LBB10_4:                               # %common.ret
	addq	$24, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB10_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB10_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.chained_hash_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB10_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB10_4
.Lfunc_end10:
	.size	chained_hash_1k.v4, .Lfunc_end10-chained_hash_1k.v4
                                        # -- End function
	.section	.text.unlikely.,"ax",@progbits
	.hidden	chained_hash_1k.resolve         # -- Begin function chained_hash_1k.resolve
	.globl	chained_hash_1k.resolve
	.p2align	4
	.type	chained_hash_1k.resolve,@function
chained_hash_1k.resolve:                # @chained_hash_1k.resolve
# %bb.0:
	pushq	%rax
	callq	ebpfc.cpu
	cmpl	$2, %eax
	leaq	chained_hash_1k.v3(%rip), %rcx
	leaq	chained_hash_1k.v1(%rip), %rdx
	cmovaeq	%rcx, %rdx
	cmpl	$3, %eax
	leaq	chained_hash_1k.v4(%rip), %rax
	cmovneq	%rdx, %rax
	popq	%rcx
	retq
.Lfunc_end11:
	.size	chained_hash_1k.resolve, .Lfunc_end11-chained_hash_1k.resolve
                                        # -- End function
	.text
	.p2align	6                               # -- Begin function lookup_hash_1m.v1
	.type	lookup_hash_1m.v1,@function
lookup_hash_1m.v1:                      # @lookup_hash_1m.v1
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$24, %rsp
	testq	%rsi, %rsi
	je	.LBB12_1
# %bb.5:                                # %bound
	movabsq	$-9187201950435737472, %r8      # imm = 0x8080808080808080
	movq	72(%rsi), %r9
	movq	%rsi, 16(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 8(%rsp)                   # 8-byte Spill
	movl	(%rax), %edi
	movl	$8192, %r11d                    # imm = 0x2000
	xorl	%r10d, %r10d
	jmp	.LBB12_6
	.p2align	4
.LBB12_7:                               #   Parent Loop BB12_6 Depth=1
                                        # =>  This Loop Header: Depth=2
                                        #       Child Loop BB12_9 Depth 3
                                        #       Child Loop BB12_13 Depth 3
	movl	8(%rcx), %ebx
	movq	(%rcx), %rsi
	xorq	%rax, %rsi
	movq	%rsi, %r14
	notq	%r14
	movabsq	$-72340172838076673, %r15       # imm = 0xFEFEFEFEFEFEFEFF
	addq	%r15, %rsi
	andq	%r8, %r14
	andq	%rsi, %r14
	je	.LBB12_11
.LBB12_9:                               # %.preheader3
                                        #   Parent Loop BB12_6 Depth=1
                                        #     Parent Loop BB12_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	rep		bsfq	%r14, %rsi
	addl	%esi, %esi
	andl	$112, %esi
	orq	%rdx, %rsi
	movq	(%rbp,%rsi), %r15
	cmpq	%r12, %r15
	je	.LBB12_17
# %bb.10:                               #   in Loop: Header=BB12_9 Depth=3
	leaq	-1(%r14), %rsi
	andq	%rsi, %r14
	jne	.LBB12_9
	.p2align	4
.LBB12_11:                              # %.loopexit5
                                        #   in Loop: Header=BB12_7 Depth=2
	movl	12(%rcx), %r14d
	testl	%r14d, %r14d
	jne	.LBB12_12
.LBB12_19:                              # %.loopexit
                                        #   in Loop: Header=BB12_7 Depth=2
	#MEMBARRIER
	movl	8(%rcx), %esi
	cmpl	%ebx, %esi
	je	.LBB12_20
	jmp	.LBB12_7
.LBB12_12:                              # %.preheader.preheader
                                        #   in Loop: Header=BB12_7 Depth=2
	xorl	%esi, %esi
.LBB12_13:                              # %.preheader
                                        #   Parent Loop BB12_6 Depth=1
                                        #     Parent Loop BB12_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	cmpl	$2097280, %r14d                 # imm = 0x200080
	ja	.LBB12_19
# %bb.14:                               # %.preheader
                                        #   in Loop: Header=BB12_13 Depth=3
	cmpl	$2097280, %esi                  # imm = 0x200080
	ja	.LBB12_19
# %bb.15:                               #   in Loop: Header=BB12_13 Depth=3
	movl	%esi, 4(%rsp)                   # 4-byte Spill
	decl	%r14d
	movq	%r14, %rsi
	shlq	$4, %rsi
	movq	67108864(%rbp,%rsi), %r15
	cmpq	%r12, %r15
	je	.LBB12_16
# %bb.18:                               #   in Loop: Header=BB12_13 Depth=3
	movl	10485952(%r13,%r14,4), %r14d
	movl	4(%rsp), %esi                   # 4-byte Reload
	incl	%esi
	testl	%r14d, %r14d
	jne	.LBB12_13
	jmp	.LBB12_19
.LBB12_16:                              #   in Loop: Header=BB12_6 Depth=1
	addq	$67108864, %rsi                 # imm = 0x4000000
	.p2align	4
.LBB12_17:                              # %b3
                                        #   in Loop: Header=BB12_6 Depth=1
	addq	8(%rbp,%rsi), %r10
.LBB12_20:                              # %b4
                                        #   in Loop: Header=BB12_6 Depth=1
	decl	%r11d
	je	.LBB12_21
.LBB12_6:                               # %b2
                                        # =>This Loop Header: Depth=1
                                        #     Child Loop BB12_7 Depth 2
                                        #       Child Loop BB12_9 Depth 3
                                        #       Child Loop BB12_13 Depth 3
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	addl	$1013904223, %edi               # imm = 0x3C6EF35F
	movl	%edi, %r12d
	shrl	$8, %r12d
	andl	$1048575, %r12d                 # imm = 0xFFFFF
	movq	40(%r9), %r13
	movq	(%r13), %rax
	xorq	%r12, %rax
	mulq	8(%r13)
	xorq	%rax, %rdx
	movq	%rdx, %rax
	shrq	$32, %rax
	xorq	%rdx, %rax
	movabsq	$-7046029254386353131, %rcx     # imm = 0x9E3779B97F4A7C15
	imulq	%rcx, %rax
	movq	%rax, %rdx
	shrq	$45, %rdx
	movl	%edx, %ecx
	shll	$4, %ecx
	addq	%r13, %rcx
	addq	$192, %rcx
	andl	$127, %eax
	movabsq	$72340172838076673, %rsi        # imm = 0x101010101010101
	imulq	%rsi, %rax
	leaq	20975616(%r13), %rbp
	shll	$7, %edx
	prefetcht0	20975616(%r13,%rdx)
	prefetcht0	20975680(%r13,%rdx)
	addq	%r8, %rax
	jmp	.LBB12_7
.LBB12_21:                              # %b5
	movq	16(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%r10, (%rax)
	movq	8(%rsp), %rax                   # 8-byte Reload
	movl	%edi, (%rax)
	movl	$2, %eax
.LBB12_4:                               # %common.ret
	addq	$24, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB12_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB12_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.lookup_hash_1m(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB12_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB12_4
.Lfunc_end12:
	.size	lookup_hash_1m.v1, .Lfunc_end12-lookup_hash_1m.v1
                                        # -- End function
	.p2align	6                               # -- Begin function lookup_hash_1m.v3
	.type	lookup_hash_1m.v3,@function
lookup_hash_1m.v3:                      # @lookup_hash_1m.v3
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$24, %rsp
	testq	%rsi, %rsi
	je	.LBB13_1
# %bb.5:                                # %bound
	movabsq	$-9187201950435737472, %rdi     # imm = 0x8080808080808080
	movq	72(%rsi), %r8
	movq	%rsi, 16(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 8(%rsp)                   # 8-byte Spill
	movl	(%rax), %ecx
	movl	$8192, %r10d                    # imm = 0x2000
	xorl	%r9d, %r9d
	jmp	.LBB13_6
	.p2align	4
.LBB13_7:                               #   Parent Loop BB13_6 Depth=1
                                        # =>  This Loop Header: Depth=2
                                        #       Child Loop BB13_8 Depth 3
                                        #       Child Loop BB13_12 Depth 3
	movl	8(%rax), %r11d
	movq	(%rax), %rbx
	xorq	%rdx, %rbx
	andnq	%rdi, %rbx, %rsi
	movabsq	$-72340172838076673, %r14       # imm = 0xFEFEFEFEFEFEFEFF
	addq	%r14, %rbx
	andq	%rsi, %rbx
	je	.LBB13_10
.LBB13_8:                               # %.preheader3
                                        #   Parent Loop BB13_6 Depth=1
                                        #     Parent Loop BB13_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	tzcntq	%rbx, %rsi
	addl	%esi, %esi
	andl	$112, %esi
	orq	%r13, %rsi
	movq	(%rbp,%rsi), %r14
	cmpq	%r15, %r14
	je	.LBB13_16
# %bb.9:                                #   in Loop: Header=BB13_8 Depth=3
	blsrq	%rbx, %rbx
	jne	.LBB13_8
	.p2align	4
.LBB13_10:                              # %.loopexit5
                                        #   in Loop: Header=BB13_7 Depth=2
	movl	12(%rax), %ebx
	testl	%ebx, %ebx
	jne	.LBB13_11
.LBB13_18:                              # %.loopexit
                                        #   in Loop: Header=BB13_7 Depth=2
	#MEMBARRIER
	movl	8(%rax), %esi
	cmpl	%r11d, %esi
	je	.LBB13_19
	jmp	.LBB13_7
.LBB13_11:                              # %.preheader.preheader
                                        #   in Loop: Header=BB13_7 Depth=2
	xorl	%esi, %esi
.LBB13_12:                              # %.preheader
                                        #   Parent Loop BB13_6 Depth=1
                                        #     Parent Loop BB13_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	cmpl	$2097280, %ebx                  # imm = 0x200080
	ja	.LBB13_18
# %bb.13:                               # %.preheader
                                        #   in Loop: Header=BB13_12 Depth=3
	cmpl	$2097280, %esi                  # imm = 0x200080
	ja	.LBB13_18
# %bb.14:                               #   in Loop: Header=BB13_12 Depth=3
	movl	%esi, 4(%rsp)                   # 4-byte Spill
	decl	%ebx
	movq	%rbx, %rsi
	shlq	$4, %rsi
	movq	67108864(%rbp,%rsi), %r14
	cmpq	%r15, %r14
	je	.LBB13_15
# %bb.17:                               #   in Loop: Header=BB13_12 Depth=3
	movl	10485952(%r12,%rbx,4), %ebx
	movl	4(%rsp), %esi                   # 4-byte Reload
	incl	%esi
	testl	%ebx, %ebx
	jne	.LBB13_12
	jmp	.LBB13_18
.LBB13_15:                              #   in Loop: Header=BB13_6 Depth=1
	addq	$67108864, %rsi                 # imm = 0x4000000
	.p2align	4
.LBB13_16:                              # %b3
                                        #   in Loop: Header=BB13_6 Depth=1
	addq	8(%rbp,%rsi), %r9
.LBB13_19:                              # %b4
                                        #   in Loop: Header=BB13_6 Depth=1
	decl	%r10d
	je	.LBB13_20
.LBB13_6:                               # %b2
                                        # =>This Loop Header: Depth=1
                                        #     Child Loop BB13_7 Depth 2
                                        #       Child Loop BB13_8 Depth 3
                                        #       Child Loop BB13_12 Depth 3
	imull	$1664525, %ecx, %ecx            # imm = 0x19660D
	addl	$1013904223, %ecx               # imm = 0x3C6EF35F
	movl	%ecx, %r15d
	shrl	$8, %r15d
	andl	$1048575, %r15d                 # imm = 0xFFFFF
	movq	40(%r8), %r12
	movq	(%r12), %rdx
	xorq	%r15, %rdx
	mulxq	8(%r12), %rax, %rsi
	xorq	%rax, %rsi
	movq	%rsi, %rdx
	shrq	$32, %rdx
	xorq	%rsi, %rdx
	movabsq	$-7046029254386353131, %rax     # imm = 0x9E3779B97F4A7C15
	imulq	%rax, %rdx
	movq	%rdx, %r13
	shrq	$45, %r13
	movl	%r13d, %eax
	shll	$4, %eax
	addq	%r12, %rax
	addq	$192, %rax
	andl	$127, %edx
	movabsq	$72340172838076673, %rsi        # imm = 0x101010101010101
	imulq	%rsi, %rdx
	leaq	20975616(%r12), %rbp
	shll	$7, %r13d
	prefetcht0	20975616(%r12,%r13)
	prefetcht0	20975680(%r12,%r13)
	addq	%rdi, %rdx
	jmp	.LBB13_7
.LBB13_20:                              # %b5
	movq	16(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%r9, (%rax)
	movq	8(%rsp), %rax                   # 8-byte Reload
	movl	%ecx, (%rax)
	movl	$2, %eax
.LBB13_4:                               # %common.ret
	addq	$24, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB13_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB13_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.lookup_hash_1m(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB13_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB13_4
.Lfunc_end13:
	.size	lookup_hash_1m.v3, .Lfunc_end13-lookup_hash_1m.v3
                                        # -- End function
	.p2align	6                               # -- Begin function lookup_hash_1m.v4
	.type	lookup_hash_1m.v4,@function
lookup_hash_1m.v4:                      # @lookup_hash_1m.v4
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$24, %rsp
	testq	%rsi, %rsi
	je	.LBB14_1
# %bb.5:                                # %bound
	movabsq	$-9187201950435737472, %rdi     # imm = 0x8080808080808080
	movq	72(%rsi), %r8
	movq	%rsi, 16(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 8(%rsp)                   # 8-byte Spill
	movl	(%rax), %ecx
	movl	$8192, %r10d                    # imm = 0x2000
	xorl	%r9d, %r9d
	jmp	.LBB14_6
	.p2align	4
.LBB14_7:                               #   Parent Loop BB14_6 Depth=1
                                        # =>  This Loop Header: Depth=2
                                        #       Child Loop BB14_8 Depth 3
                                        #       Child Loop BB14_12 Depth 3
	movl	8(%rax), %r11d
	movq	(%rax), %rbx
	xorq	%rdx, %rbx
	andnq	%rdi, %rbx, %rsi
	movabsq	$-72340172838076673, %r14       # imm = 0xFEFEFEFEFEFEFEFF
	addq	%r14, %rbx
	andq	%rsi, %rbx
	je	.LBB14_10
.LBB14_8:                               # %.preheader3
                                        #   Parent Loop BB14_6 Depth=1
                                        #     Parent Loop BB14_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	tzcntq	%rbx, %rsi
	addl	%esi, %esi
	andl	$112, %esi
	orq	%r13, %rsi
	movq	(%rbp,%rsi), %r14
	cmpq	%r15, %r14
	je	.LBB14_16
# %bb.9:                                #   in Loop: Header=BB14_8 Depth=3
	blsrq	%rbx, %rbx
	jne	.LBB14_8
	.p2align	4
.LBB14_10:                              # %.loopexit5
                                        #   in Loop: Header=BB14_7 Depth=2
	movl	12(%rax), %ebx
	testl	%ebx, %ebx
	jne	.LBB14_11
.LBB14_18:                              # %.loopexit
                                        #   in Loop: Header=BB14_7 Depth=2
	#MEMBARRIER
	movl	8(%rax), %esi
	cmpl	%r11d, %esi
	je	.LBB14_19
	jmp	.LBB14_7
.LBB14_11:                              # %.preheader.preheader
                                        #   in Loop: Header=BB14_7 Depth=2
	xorl	%esi, %esi
.LBB14_12:                              # %.preheader
                                        #   Parent Loop BB14_6 Depth=1
                                        #     Parent Loop BB14_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	cmpl	$2097280, %ebx                  # imm = 0x200080
	ja	.LBB14_18
# %bb.13:                               # %.preheader
                                        #   in Loop: Header=BB14_12 Depth=3
	cmpl	$2097280, %esi                  # imm = 0x200080
	ja	.LBB14_18
# %bb.14:                               #   in Loop: Header=BB14_12 Depth=3
	movl	%esi, 4(%rsp)                   # 4-byte Spill
	decl	%ebx
	movq	%rbx, %rsi
	shlq	$4, %rsi
	movq	67108864(%rbp,%rsi), %r14
	cmpq	%r15, %r14
	je	.LBB14_15
# %bb.17:                               #   in Loop: Header=BB14_12 Depth=3
	movl	10485952(%r12,%rbx,4), %ebx
	movl	4(%rsp), %esi                   # 4-byte Reload
	incl	%esi
	testl	%ebx, %ebx
	jne	.LBB14_12
	jmp	.LBB14_18
.LBB14_15:                              #   in Loop: Header=BB14_6 Depth=1
	addq	$67108864, %rsi                 # imm = 0x4000000
	.p2align	4
.LBB14_16:                              # %b3
                                        #   in Loop: Header=BB14_6 Depth=1
	addq	8(%rbp,%rsi), %r9
.LBB14_19:                              # %b4
                                        #   in Loop: Header=BB14_6 Depth=1
	decl	%r10d
	je	.LBB14_20
.LBB14_6:                               # %b2
                                        # =>This Loop Header: Depth=1
                                        #     Child Loop BB14_7 Depth 2
                                        #       Child Loop BB14_8 Depth 3
                                        #       Child Loop BB14_12 Depth 3
	imull	$1664525, %ecx, %ecx            # imm = 0x19660D
	addl	$1013904223, %ecx               # imm = 0x3C6EF35F
	movl	%ecx, %r15d
	shrl	$8, %r15d
	andl	$1048575, %r15d                 # imm = 0xFFFFF
	movq	40(%r8), %r12
	movq	(%r12), %rdx
	xorq	%r15, %rdx
	mulxq	8(%r12), %rax, %rsi
	xorq	%rax, %rsi
	movq	%rsi, %rdx
	shrq	$32, %rdx
	xorq	%rsi, %rdx
	movabsq	$-7046029254386353131, %rax     # imm = 0x9E3779B97F4A7C15
	imulq	%rax, %rdx
	movq	%rdx, %r13
	shrq	$45, %r13
	movl	%r13d, %eax
	shll	$4, %eax
	leaq	192(%r12,%rax), %rax
	andl	$127, %edx
	movabsq	$72340172838076673, %rsi        # imm = 0x101010101010101
	imulq	%rsi, %rdx
	leaq	20975616(%r12), %rbp
	shll	$7, %r13d
	prefetcht0	20975616(%r12,%r13)
	prefetcht0	20975680(%r12,%r13)
	addq	%rdi, %rdx
	jmp	.LBB14_7
.LBB14_20:                              # %b5
	movq	16(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%r9, (%rax)
	movq	8(%rsp), %rax                   # 8-byte Reload
	movl	%ecx, (%rax)
	movl	$2, %eax
.LBB14_4:                               # %common.ret
	addq	$24, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB14_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB14_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.lookup_hash_1m(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB14_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB14_4
.Lfunc_end14:
	.size	lookup_hash_1m.v4, .Lfunc_end14-lookup_hash_1m.v4
                                        # -- End function
	.section	.text.unlikely.,"ax",@progbits
	.hidden	lookup_hash_1m.resolve          # -- Begin function lookup_hash_1m.resolve
	.globl	lookup_hash_1m.resolve
	.p2align	4
	.type	lookup_hash_1m.resolve,@function
lookup_hash_1m.resolve:                 # @lookup_hash_1m.resolve
# %bb.0:
	pushq	%rax
	callq	ebpfc.cpu
	cmpl	$2, %eax
	leaq	lookup_hash_1m.v3(%rip), %rcx
	leaq	lookup_hash_1m.v1(%rip), %rdx
	cmovaeq	%rcx, %rdx
	cmpl	$3, %eax
	leaq	lookup_hash_1m.v4(%rip), %rax
	cmovneq	%rdx, %rax
	popq	%rcx
	retq
.Lfunc_end15:
	.size	lookup_hash_1m.resolve, .Lfunc_end15-lookup_hash_1m.resolve
                                        # -- End function
	.text
	.p2align	6                               # -- Begin function chained_hash_1m.v1
	.type	chained_hash_1m.v1,@function
chained_hash_1m.v1:                     # @chained_hash_1m.v1
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$24, %rsp
	testq	%rsi, %rsi
	je	.LBB16_1
# %bb.5:                                # %bound
	movabsq	$-9187201950435737472, %rcx     # imm = 0x8080808080808080
	movq	72(%rsi), %r8
	movq	%rsi, 16(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 8(%rsp)                   # 8-byte Spill
	movl	(%rax), %r9d
	movl	$8192, %r10d                    # imm = 0x2000
	movabsq	$-72340172838076673, %r14       # imm = 0xFEFEFEFEFEFEFEFF
	jmp	.LBB16_6
	.p2align	4
.LBB16_7:                               #   Parent Loop BB16_6 Depth=1
                                        # =>  This Loop Header: Depth=2
                                        #       Child Loop BB16_9 Depth 3
                                        #       Child Loop BB16_13 Depth 3
	movl	8(%rbp), %edi
	movq	(%rbp), %r11
	xorq	%rax, %r11
	movq	%r11, %rsi
	notq	%rsi
	addq	%r14, %r11
	andq	%rcx, %rsi
	andq	%r11, %rsi
	je	.LBB16_11
.LBB16_9:                               # %.preheader3
                                        #   Parent Loop BB16_6 Depth=1
                                        #     Parent Loop BB16_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	rep		bsfq	%rsi, %r11
	addl	%r11d, %r11d
	andl	$112, %r11d
	orq	%rdx, %r11
	movq	(%r13,%r11), %rbx
	cmpq	%r15, %rbx
	je	.LBB16_17
# %bb.10:                               #   in Loop: Header=BB16_9 Depth=3
	leaq	-1(%rsi), %r11
	andq	%r11, %rsi
	jne	.LBB16_9
	.p2align	4
.LBB16_11:                              # %.loopexit5
                                        #   in Loop: Header=BB16_7 Depth=2
	movl	12(%rbp), %esi
	testl	%esi, %esi
	jne	.LBB16_12
.LBB16_19:                              # %.loopexit
                                        #   in Loop: Header=BB16_7 Depth=2
	#MEMBARRIER
	movl	8(%rbp), %esi
	cmpl	%edi, %esi
	je	.LBB16_20
	jmp	.LBB16_7
.LBB16_12:                              # %.preheader.preheader
                                        #   in Loop: Header=BB16_7 Depth=2
	xorl	%r11d, %r11d
.LBB16_13:                              # %.preheader
                                        #   Parent Loop BB16_6 Depth=1
                                        #     Parent Loop BB16_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	cmpl	$2097280, %esi                  # imm = 0x200080
	ja	.LBB16_19
# %bb.14:                               # %.preheader
                                        #   in Loop: Header=BB16_13 Depth=3
	cmpl	$2097280, %r11d                 # imm = 0x200080
	ja	.LBB16_19
# %bb.15:                               #   in Loop: Header=BB16_13 Depth=3
	movl	%r11d, 4(%rsp)                  # 4-byte Spill
	decl	%esi
	movq	%rsi, %r11
	shlq	$4, %r11
	movq	67108864(%r13,%r11), %rbx
	cmpq	%r15, %rbx
	je	.LBB16_16
# %bb.18:                               #   in Loop: Header=BB16_13 Depth=3
	movl	10485952(%r12,%rsi,4), %esi
	movl	4(%rsp), %r11d                  # 4-byte Reload
	incl	%r11d
	testl	%esi, %esi
	jne	.LBB16_13
	jmp	.LBB16_19
.LBB16_16:                              #   in Loop: Header=BB16_6 Depth=1
	addq	$67108864, %r11                 # imm = 0x4000000
	.p2align	4
.LBB16_17:                              # %b3
                                        #   in Loop: Header=BB16_6 Depth=1
	movq	8(%r13,%r11), %rax
	shrq	$63, %rax
	addl	%eax, %r9d
.LBB16_20:                              # %b4
                                        #   in Loop: Header=BB16_6 Depth=1
	decl	%r10d
	je	.LBB16_21
.LBB16_6:                               # %b2
                                        # =>This Loop Header: Depth=1
                                        #     Child Loop BB16_7 Depth 2
                                        #       Child Loop BB16_9 Depth 3
                                        #       Child Loop BB16_13 Depth 3
	imull	$1664525, %r9d, %r9d            # imm = 0x19660D
	addl	$1013904223, %r9d               # imm = 0x3C6EF35F
	movl	%r9d, %r15d
	shrl	$8, %r15d
	andl	$1048575, %r15d                 # imm = 0xFFFFF
	movq	40(%r8), %r12
	movq	(%r12), %rax
	xorq	%r15, %rax
	mulq	8(%r12)
	xorq	%rax, %rdx
	movq	%rdx, %rax
	shrq	$32, %rax
	xorq	%rdx, %rax
	movabsq	$-7046029254386353131, %rdx     # imm = 0x9E3779B97F4A7C15
	imulq	%rdx, %rax
	movq	%rax, %rdx
	shrq	$45, %rdx
	movl	%edx, %esi
	shll	$4, %esi
	leaq	(%r12,%rsi), %rbp
	addq	$192, %rbp
	andl	$127, %eax
	movabsq	$72340172838076673, %rsi        # imm = 0x101010101010101
	imulq	%rsi, %rax
	leaq	20975616(%r12), %r13
	shll	$7, %edx
	prefetcht0	20975616(%r12,%rdx)
	prefetcht0	20975680(%r12,%rdx)
	addq	%rcx, %rax
	jmp	.LBB16_7
.LBB16_21:                              # %b5
	movq	8(%rsp), %rax                   # 8-byte Reload
	movl	%r9d, (%rax)
	movq	16(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	$0, (%rax)
	movl	$2, %eax
.LBB16_4:                               # %common.ret
	addq	$24, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB16_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB16_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.chained_hash_1m(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB16_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB16_4
.Lfunc_end16:
	.size	chained_hash_1m.v1, .Lfunc_end16-chained_hash_1m.v1
                                        # -- End function
	.p2align	6                               # -- Begin function chained_hash_1m.v3
	.type	chained_hash_1m.v3,@function
chained_hash_1m.v3:                     # @chained_hash_1m.v3
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$24, %rsp
	testq	%rsi, %rsi
	je	.LBB17_1
# %bb.5:                                # %bound
	movabsq	$-9187201950435737472, %rax     # imm = 0x8080808080808080
	movq	72(%rsi), %rdi
	movq	%rsi, 16(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rcx
	movq	%rcx, 8(%rsp)                   # 8-byte Spill
	movl	(%rcx), %r8d
	movl	$8192, %r9d                     # imm = 0x2000
	movabsq	$-72340172838076673, %rbx       # imm = 0xFEFEFEFEFEFEFEFF
	jmp	.LBB17_6
	.p2align	4
.LBB17_7:                               #   Parent Loop BB17_6 Depth=1
                                        # =>  This Loop Header: Depth=2
                                        #       Child Loop BB17_8 Depth 3
                                        #       Child Loop BB17_12 Depth 3
	movl	8(%rbp), %ecx
	movq	(%rbp), %rsi
	xorq	%rdx, %rsi
	andnq	%rax, %rsi, %r10
	addq	%rbx, %rsi
	andq	%r10, %rsi
	je	.LBB17_10
.LBB17_8:                               # %.preheader3
                                        #   Parent Loop BB17_6 Depth=1
                                        #     Parent Loop BB17_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	tzcntq	%rsi, %r10
	addl	%r10d, %r10d
	andl	$112, %r10d
	orq	%r12, %r10
	movq	(%r13,%r10), %r11
	cmpq	%r14, %r11
	je	.LBB17_16
# %bb.9:                                #   in Loop: Header=BB17_8 Depth=3
	blsrq	%rsi, %rsi
	jne	.LBB17_8
	.p2align	4
.LBB17_10:                              # %.loopexit5
                                        #   in Loop: Header=BB17_7 Depth=2
	movl	12(%rbp), %esi
	testl	%esi, %esi
	jne	.LBB17_11
.LBB17_18:                              # %.loopexit
                                        #   in Loop: Header=BB17_7 Depth=2
	#MEMBARRIER
	movl	8(%rbp), %esi
	cmpl	%ecx, %esi
	je	.LBB17_19
	jmp	.LBB17_7
.LBB17_11:                              # %.preheader.preheader
                                        #   in Loop: Header=BB17_7 Depth=2
	xorl	%r10d, %r10d
.LBB17_12:                              # %.preheader
                                        #   Parent Loop BB17_6 Depth=1
                                        #     Parent Loop BB17_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	cmpl	$2097280, %esi                  # imm = 0x200080
	ja	.LBB17_18
# %bb.13:                               # %.preheader
                                        #   in Loop: Header=BB17_12 Depth=3
	cmpl	$2097280, %r10d                 # imm = 0x200080
	ja	.LBB17_18
# %bb.14:                               #   in Loop: Header=BB17_12 Depth=3
	movl	%r10d, 4(%rsp)                  # 4-byte Spill
	decl	%esi
	movq	%rsi, %r10
	shlq	$4, %r10
	movq	67108864(%r13,%r10), %r11
	cmpq	%r14, %r11
	je	.LBB17_15
# %bb.17:                               #   in Loop: Header=BB17_12 Depth=3
	movl	10485952(%r15,%rsi,4), %esi
	movl	4(%rsp), %r10d                  # 4-byte Reload
	incl	%r10d
	testl	%esi, %esi
	jne	.LBB17_12
	jmp	.LBB17_18
.LBB17_15:                              #   in Loop: Header=BB17_6 Depth=1
	addq	$67108864, %r10                 # imm = 0x4000000
	.p2align	4
.LBB17_16:                              # %b3
                                        #   in Loop: Header=BB17_6 Depth=1
	movq	8(%r13,%r10), %rcx
	shrq	$63, %rcx
	addl	%ecx, %r8d
.LBB17_19:                              # %b4
                                        #   in Loop: Header=BB17_6 Depth=1
	decl	%r9d
	je	.LBB17_20
.LBB17_6:                               # %b2
                                        # =>This Loop Header: Depth=1
                                        #     Child Loop BB17_7 Depth 2
                                        #       Child Loop BB17_8 Depth 3
                                        #       Child Loop BB17_12 Depth 3
	imull	$1664525, %r8d, %r8d            # imm = 0x19660D
	addl	$1013904223, %r8d               # imm = 0x3C6EF35F
	movl	%r8d, %r14d
	shrl	$8, %r14d
	andl	$1048575, %r14d                 # imm = 0xFFFFF
	movq	40(%rdi), %r15
	movq	(%r15), %rdx
	xorq	%r14, %rdx
	mulxq	8(%r15), %rcx, %rsi
	xorq	%rcx, %rsi
	movq	%rsi, %rdx
	shrq	$32, %rdx
	xorq	%rsi, %rdx
	movabsq	$-7046029254386353131, %rcx     # imm = 0x9E3779B97F4A7C15
	imulq	%rcx, %rdx
	movq	%rdx, %r12
	shrq	$45, %r12
	movl	%r12d, %ecx
	shll	$4, %ecx
	leaq	(%r15,%rcx), %rbp
	addq	$192, %rbp
	andl	$127, %edx
	movabsq	$72340172838076673, %rcx        # imm = 0x101010101010101
	imulq	%rcx, %rdx
	leaq	20975616(%r15), %r13
	shll	$7, %r12d
	prefetcht0	20975616(%r15,%r12)
	prefetcht0	20975680(%r15,%r12)
	addq	%rax, %rdx
	jmp	.LBB17_7
.LBB17_20:                              # %b5
	movq	8(%rsp), %rax                   # 8-byte Reload
	movl	%r8d, (%rax)
	movq	16(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	$0, (%rax)
	movl	$2, %eax
.LBB17_4:                               # %common.ret
	addq	$24, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB17_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB17_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.chained_hash_1m(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB17_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB17_4
.Lfunc_end17:
	.size	chained_hash_1m.v3, .Lfunc_end17-chained_hash_1m.v3
                                        # -- End function
	.p2align	6                               # -- Begin function chained_hash_1m.v4
	.type	chained_hash_1m.v4,@function
chained_hash_1m.v4:                     # @chained_hash_1m.v4
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$24, %rsp
	testq	%rsi, %rsi
	je	.LBB18_1
# %bb.5:                                # %bound
	movabsq	$-9187201950435737472, %rax     # imm = 0x8080808080808080
	movq	72(%rsi), %rdi
	movq	%rsi, 16(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rcx
	movq	%rcx, 8(%rsp)                   # 8-byte Spill
	movl	(%rcx), %r8d
	movl	$8192, %r9d                     # imm = 0x2000
	movabsq	$-72340172838076673, %rbx       # imm = 0xFEFEFEFEFEFEFEFF
	jmp	.LBB18_6
	.p2align	4
.LBB18_7:                               #   Parent Loop BB18_6 Depth=1
                                        # =>  This Loop Header: Depth=2
                                        #       Child Loop BB18_8 Depth 3
                                        #       Child Loop BB18_12 Depth 3
	movl	8(%rbp), %ecx
	movq	(%rbp), %rsi
	xorq	%rdx, %rsi
	andnq	%rax, %rsi, %r10
	addq	%rbx, %rsi
	andq	%r10, %rsi
	je	.LBB18_10
.LBB18_8:                               # %.preheader3
                                        #   Parent Loop BB18_6 Depth=1
                                        #     Parent Loop BB18_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	tzcntq	%rsi, %r10
	addl	%r10d, %r10d
	andl	$112, %r10d
	orq	%r12, %r10
	movq	(%r13,%r10), %r11
	cmpq	%r14, %r11
	je	.LBB18_16
# %bb.9:                                #   in Loop: Header=BB18_8 Depth=3
	blsrq	%rsi, %rsi
	jne	.LBB18_8
	.p2align	4
.LBB18_10:                              # %.loopexit5
                                        #   in Loop: Header=BB18_7 Depth=2
	movl	12(%rbp), %esi
	testl	%esi, %esi
	jne	.LBB18_11
.LBB18_18:                              # %.loopexit
                                        #   in Loop: Header=BB18_7 Depth=2
	#MEMBARRIER
	movl	8(%rbp), %esi
	cmpl	%ecx, %esi
	je	.LBB18_19
	jmp	.LBB18_7
.LBB18_11:                              # %.preheader.preheader
                                        #   in Loop: Header=BB18_7 Depth=2
	xorl	%r10d, %r10d
.LBB18_12:                              # %.preheader
                                        #   Parent Loop BB18_6 Depth=1
                                        #     Parent Loop BB18_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	cmpl	$2097280, %esi                  # imm = 0x200080
	ja	.LBB18_18
# %bb.13:                               # %.preheader
                                        #   in Loop: Header=BB18_12 Depth=3
	cmpl	$2097280, %r10d                 # imm = 0x200080
	ja	.LBB18_18
# %bb.14:                               #   in Loop: Header=BB18_12 Depth=3
	movl	%r10d, 4(%rsp)                  # 4-byte Spill
	decl	%esi
	movq	%rsi, %r10
	shlq	$4, %r10
	movq	67108864(%r13,%r10), %r11
	cmpq	%r14, %r11
	je	.LBB18_15
# %bb.17:                               #   in Loop: Header=BB18_12 Depth=3
	movl	10485952(%r15,%rsi,4), %esi
	movl	4(%rsp), %r10d                  # 4-byte Reload
	incl	%r10d
	testl	%esi, %esi
	jne	.LBB18_12
	jmp	.LBB18_18
.LBB18_15:                              #   in Loop: Header=BB18_6 Depth=1
	addq	$67108864, %r10                 # imm = 0x4000000
	.p2align	4
.LBB18_16:                              # %b3
                                        #   in Loop: Header=BB18_6 Depth=1
	movq	8(%r13,%r10), %rcx
	shrq	$63, %rcx
	addl	%ecx, %r8d
.LBB18_19:                              # %b4
                                        #   in Loop: Header=BB18_6 Depth=1
	decl	%r9d
	je	.LBB18_20
.LBB18_6:                               # %b2
                                        # =>This Loop Header: Depth=1
                                        #     Child Loop BB18_7 Depth 2
                                        #       Child Loop BB18_8 Depth 3
                                        #       Child Loop BB18_12 Depth 3
	imull	$1664525, %r8d, %r8d            # imm = 0x19660D
	addl	$1013904223, %r8d               # imm = 0x3C6EF35F
	movl	%r8d, %r14d
	shrl	$8, %r14d
	andl	$1048575, %r14d                 # imm = 0xFFFFF
	movq	40(%rdi), %r15
	movq	(%r15), %rdx
	xorq	%r14, %rdx
	mulxq	8(%r15), %rcx, %rsi
	xorq	%rcx, %rsi
	movq	%rsi, %rdx
	shrq	$32, %rdx
	xorq	%rsi, %rdx
	movabsq	$-7046029254386353131, %rcx     # imm = 0x9E3779B97F4A7C15
	imulq	%rcx, %rdx
	movq	%rdx, %r12
	shrq	$45, %r12
	movl	%r12d, %ecx
	shll	$4, %ecx
	leaq	192(%r15,%rcx), %rbp
	andl	$127, %edx
	movabsq	$72340172838076673, %rcx        # imm = 0x101010101010101
	imulq	%rcx, %rdx
	leaq	20975616(%r15), %r13
	shll	$7, %r12d
	prefetcht0	20975616(%r15,%r12)
	prefetcht0	20975680(%r15,%r12)
	addq	%rax, %rdx
	jmp	.LBB18_7
.LBB18_20:                              # %b5
	movq	8(%rsp), %rax                   # 8-byte Reload
	movl	%r8d, (%rax)
	movq	16(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	$0, (%rax)
	movl	$2, %eax
.LBB18_4:                               # %common.ret
	addq	$24, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB18_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB18_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.chained_hash_1m(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB18_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB18_4
.Lfunc_end18:
	.size	chained_hash_1m.v4, .Lfunc_end18-chained_hash_1m.v4
                                        # -- End function
	.section	.text.unlikely.,"ax",@progbits
	.hidden	chained_hash_1m.resolve         # -- Begin function chained_hash_1m.resolve
	.globl	chained_hash_1m.resolve
	.p2align	4
	.type	chained_hash_1m.resolve,@function
chained_hash_1m.resolve:                # @chained_hash_1m.resolve
# %bb.0:
	pushq	%rax
	callq	ebpfc.cpu
	cmpl	$2, %eax
	leaq	chained_hash_1m.v3(%rip), %rcx
	leaq	chained_hash_1m.v1(%rip), %rdx
	cmovaeq	%rcx, %rdx
	cmpl	$3, %eax
	leaq	chained_hash_1m.v4(%rip), %rax
	cmovneq	%rdx, %rax
	popq	%rcx
	retq
.Lfunc_end19:
	.size	chained_hash_1m.resolve, .Lfunc_end19-chained_hash_1m.resolve
                                        # -- End function
	.text
	.p2align	6                               # -- Begin function lookup_array_1k.v1
	.type	lookup_array_1k.v1,@function
lookup_array_1k.v1:                     # @lookup_array_1k.v1
# %bb.0:                                # %entry
	pushq	%rax
	testq	%rsi, %rsi
	je	.LBB20_1
# %bb.5:                                # %bound
	movq	80(%rsi), %rdx
	movq	144(%rsi), %rax
	movl	(%rax), %ecx
	movq	24(%rdx), %rdi
	movl	$-8192, %r8d                    # imm = 0xE000
	xorl	%edx, %edx
	.p2align	4
.LBB20_6:                               # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %ecx, %r9d            # imm = 0x19660D
	addl	$1013904223, %r9d               # imm = 0x3C6EF35F
	shrl	$5, %r9d
	andl	$8184, %r9d                     # imm = 0x1FF8
	addq	(%rdi,%r9), %rdx
	imull	$389569705, %ecx, %ecx          # imm = 0x17385CA9
	addl	$1196435762, %ecx               # imm = 0x47502932
	movl	%ecx, %r9d
	shrl	$5, %r9d
	andl	$8184, %r9d                     # imm = 0x1FF8
	addq	(%rdi,%r9), %rdx
	addl	$2, %r8d
	jne	.LBB20_6
# %bb.7:                                # %b5
	movq	152(%rsi), %rsi
	movq	%rdx, (%rsi)
	movl	%ecx, (%rax)
	movl	$2, %eax
	popq	%rcx
	retq
.LBB20_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB20_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.lookup_array_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB20_3:                               # %common.ret
	movq	$-38, %rax
	popq	%rcx
	retq
.Lfunc_end20:
	.size	lookup_array_1k.v1, .Lfunc_end20-lookup_array_1k.v1
                                        # -- End function
	.p2align	6                               # -- Begin function lookup_array_1k.v3
	.type	lookup_array_1k.v3,@function
lookup_array_1k.v3:                     # @lookup_array_1k.v3
# %bb.0:                                # %entry
	pushq	%rax
	testq	%rsi, %rsi
	je	.LBB21_1
# %bb.5:                                # %bound
	movq	80(%rsi), %rdx
	movq	144(%rsi), %rax
	movl	(%rax), %ecx
	movq	24(%rdx), %rdx
	movl	$-8192, %edi                    # imm = 0xE000
	xorl	%r8d, %r8d
	.p2align	4
.LBB21_6:                               # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %ecx, %r9d            # imm = 0x19660D
	addl	$1013904223, %r9d               # imm = 0x3C6EF35F
	shrl	$5, %r9d
	andl	$8184, %r9d                     # imm = 0x1FF8
	addq	(%rdx,%r9), %r8
	imull	$389569705, %ecx, %r9d          # imm = 0x17385CA9
	addl	$1196435762, %r9d               # imm = 0x47502932
	shrl	$5, %r9d
	andl	$8184, %r9d                     # imm = 0x1FF8
	movq	(%rdx,%r9), %r9
	imull	$-1354167659, %ecx, %r10d       # imm = 0xAF490A95
	addl	$-775096599, %r10d              # imm = 0xD1CCF6E9
	shrl	$5, %r10d
	andl	$8184, %r10d                    # imm = 0x1FF8
	addq	(%rdx,%r10), %r9
	addq	%r8, %r9
	imull	$158984081, %ecx, %r8d          # imm = 0x979E791
	addl	$-1426500812, %r8d              # imm = 0xAAF95334
	shrl	$5, %r8d
	andl	$8184, %r8d                     # imm = 0x1FF8
	movq	(%rdx,%r8), %r10
	imull	$-1432516515, %ecx, %r8d        # imm = 0xAA9D885D
	addl	$1649599747, %r8d               # imm = 0x6252E503
	shrl	$5, %r8d
	andl	$8184, %r8d                     # imm = 0x1FF8
	addq	(%rdx,%r8), %r10
	imull	$-1083573575, %ecx, %r8d        # imm = 0xBF69FAB9
	addl	$-1624324474, %r8d              # imm = 0x9F2EC686
	shrl	$5, %r8d
	andl	$8184, %r8d                     # imm = 0x1FF8
	addq	(%rdx,%r8), %r10
	addq	%r9, %r10
	imull	$1851289957, %ecx, %r8d         # imm = 0x6E587165
	addl	$1476291629, %r8d               # imm = 0x57FE6C2D
	shrl	$5, %r8d
	andl	$8184, %r8d                     # imm = 0x1FF8
	movq	(%rdx,%r8), %r8
	imull	$-360120287, %ecx, %ecx         # imm = 0xEA890021
	addl	$-1546035288, %ecx              # imm = 0xA3D95FA8
	movl	%ecx, %r9d
	shrl	$5, %r9d
	andl	$8184, %r9d                     # imm = 0x1FF8
	addq	(%rdx,%r9), %r8
	addq	%r10, %r8
	addl	$8, %edi
	jne	.LBB21_6
# %bb.7:                                # %b5
	movq	152(%rsi), %rdx
	movq	%r8, (%rdx)
	movl	%ecx, (%rax)
	movl	$2, %eax
	popq	%rcx
	retq
.LBB21_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB21_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.lookup_array_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB21_3:                               # %common.ret
	movq	$-38, %rax
	popq	%rcx
	retq
.Lfunc_end21:
	.size	lookup_array_1k.v3, .Lfunc_end21-lookup_array_1k.v3
                                        # -- End function
	.p2align	6                               # -- Begin function lookup_array_1k.v4
	.type	lookup_array_1k.v4,@function
lookup_array_1k.v4:                     # @lookup_array_1k.v4
# %bb.0:                                # %entry
	pushq	%rax
	testq	%rsi, %rsi
	je	.LBB22_1
# %bb.5:                                # %bound
	movq	80(%rsi), %rdx
	movq	144(%rsi), %rax
	movl	(%rax), %ecx
	movq	24(%rdx), %rdx
	movl	$-8192, %edi                    # imm = 0xE000
	xorl	%r8d, %r8d
	.p2align	4
.LBB22_6:                               # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %ecx, %r9d            # imm = 0x19660D
	addl	$1013904223, %r9d               # imm = 0x3C6EF35F
	shrl	$5, %r9d
	andl	$8184, %r9d                     # imm = 0x1FF8
	addq	(%rdx,%r9), %r8
	imull	$389569705, %ecx, %r9d          # imm = 0x17385CA9
	addl	$1196435762, %r9d               # imm = 0x47502932
	shrl	$5, %r9d
	andl	$8184, %r9d                     # imm = 0x1FF8
	movq	(%rdx,%r9), %r9
	imull	$-1354167659, %ecx, %r10d       # imm = 0xAF490A95
	addl	$-775096599, %r10d              # imm = 0xD1CCF6E9
	shrl	$5, %r10d
	andl	$8184, %r10d                    # imm = 0x1FF8
	addq	(%rdx,%r10), %r9
	addq	%r8, %r9
	imull	$158984081, %ecx, %r8d          # imm = 0x979E791
	addl	$-1426500812, %r8d              # imm = 0xAAF95334
	shrl	$5, %r8d
	andl	$8184, %r8d                     # imm = 0x1FF8
	movq	(%rdx,%r8), %r10
	imull	$-1432516515, %ecx, %r8d        # imm = 0xAA9D885D
	addl	$1649599747, %r8d               # imm = 0x6252E503
	shrl	$5, %r8d
	andl	$8184, %r8d                     # imm = 0x1FF8
	addq	(%rdx,%r8), %r10
	imull	$-1083573575, %ecx, %r8d        # imm = 0xBF69FAB9
	addl	$-1624324474, %r8d              # imm = 0x9F2EC686
	shrl	$5, %r8d
	andl	$8184, %r8d                     # imm = 0x1FF8
	addq	(%rdx,%r8), %r10
	addq	%r9, %r10
	imull	$1851289957, %ecx, %r8d         # imm = 0x6E587165
	addl	$1476291629, %r8d               # imm = 0x57FE6C2D
	shrl	$5, %r8d
	andl	$8184, %r8d                     # imm = 0x1FF8
	movq	(%rdx,%r8), %r8
	imull	$-360120287, %ecx, %ecx         # imm = 0xEA890021
	addl	$-1546035288, %ecx              # imm = 0xA3D95FA8
	movl	%ecx, %r9d
	shrl	$5, %r9d
	andl	$8184, %r9d                     # imm = 0x1FF8
	addq	(%rdx,%r9), %r8
	addq	%r10, %r8
	addl	$8, %edi
	jne	.LBB22_6
# %bb.7:                                # %b5
	movq	152(%rsi), %rdx
	movq	%r8, (%rdx)
	movl	%ecx, (%rax)
	movl	$2, %eax
	popq	%rcx
	retq
.LBB22_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB22_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.lookup_array_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB22_3:                               # %common.ret
	movq	$-38, %rax
	popq	%rcx
	retq
.Lfunc_end22:
	.size	lookup_array_1k.v4, .Lfunc_end22-lookup_array_1k.v4
                                        # -- End function
	.section	.text.unlikely.,"ax",@progbits
	.hidden	lookup_array_1k.resolve         # -- Begin function lookup_array_1k.resolve
	.globl	lookup_array_1k.resolve
	.p2align	4
	.type	lookup_array_1k.resolve,@function
lookup_array_1k.resolve:                # @lookup_array_1k.resolve
# %bb.0:
	pushq	%rax
	callq	ebpfc.cpu
	cmpl	$2, %eax
	leaq	lookup_array_1k.v3(%rip), %rcx
	leaq	lookup_array_1k.v1(%rip), %rdx
	cmovaeq	%rcx, %rdx
	cmpl	$3, %eax
	leaq	lookup_array_1k.v4(%rip), %rax
	cmovneq	%rdx, %rax
	popq	%rcx
	retq
.Lfunc_end23:
	.size	lookup_array_1k.resolve, .Lfunc_end23-lookup_array_1k.resolve
                                        # -- End function
	.text
	.p2align	6                               # -- Begin function chained_array_1k.v1
	.type	chained_array_1k.v1,@function
chained_array_1k.v1:                    # @chained_array_1k.v1
# %bb.0:                                # %entry
	pushq	%rax
	testq	%rsi, %rsi
	je	.LBB24_1
# %bb.5:                                # %bound
	movq	80(%rsi), %rcx
	movq	144(%rsi), %rax
	movl	(%rax), %edi
	movq	24(%rcx), %rcx
	movl	$-8192, %edx                    # imm = 0xE000
	.p2align	4
.LBB24_6:                               # %b4
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8184, %r8d                     # imm = 0x1FF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	addl	%r8d, %edi
	addl	$1013904223, %edi               # imm = 0x3C6EF35F
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8184, %r8d                     # imm = 0x1FF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	addl	%r8d, %edi
	addl	$1013904223, %edi               # imm = 0x3C6EF35F
	addl	$2, %edx
	jne	.LBB24_6
# %bb.7:                                # %b5
	movl	%edi, (%rax)
	movq	152(%rsi), %rax
	movq	$0, (%rax)
	movl	$2, %eax
	popq	%rcx
	retq
.LBB24_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB24_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.chained_array_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB24_3:                               # %common.ret
	movq	$-38, %rax
	popq	%rcx
	retq
.Lfunc_end24:
	.size	chained_array_1k.v1, .Lfunc_end24-chained_array_1k.v1
                                        # -- End function
	.p2align	6                               # -- Begin function chained_array_1k.v3
	.type	chained_array_1k.v3,@function
chained_array_1k.v3:                    # @chained_array_1k.v3
# %bb.0:                                # %entry
	pushq	%rax
	testq	%rsi, %rsi
	je	.LBB25_1
# %bb.5:                                # %bound
	movq	80(%rsi), %rcx
	movq	144(%rsi), %rax
	movl	(%rax), %edi
	movq	24(%rcx), %rcx
	movl	$-8192, %edx                    # imm = 0xE000
	.p2align	4
.LBB25_6:                               # %b4
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8184, %r8d                     # imm = 0x1FF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	addl	%r8d, %edi
	addl	$1013904223, %edi               # imm = 0x3C6EF35F
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8184, %r8d                     # imm = 0x1FF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	addl	%r8d, %edi
	addl	$1013904223, %edi               # imm = 0x3C6EF35F
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8184, %r8d                     # imm = 0x1FF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	addl	%r8d, %edi
	addl	$1013904223, %edi               # imm = 0x3C6EF35F
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8184, %r8d                     # imm = 0x1FF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	addl	%r8d, %edi
	addl	$1013904223, %edi               # imm = 0x3C6EF35F
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8184, %r8d                     # imm = 0x1FF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	addl	%r8d, %edi
	addl	$1013904223, %edi               # imm = 0x3C6EF35F
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8184, %r8d                     # imm = 0x1FF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	addl	%r8d, %edi
	addl	$1013904223, %edi               # imm = 0x3C6EF35F
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8184, %r8d                     # imm = 0x1FF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	addl	%r8d, %edi
	addl	$1013904223, %edi               # imm = 0x3C6EF35F
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8184, %r8d                     # imm = 0x1FF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	addl	%r8d, %edi
	addl	$1013904223, %edi               # imm = 0x3C6EF35F
	addl	$8, %edx
	jne	.LBB25_6
# %bb.7:                                # %b5
	movl	%edi, (%rax)
	movq	152(%rsi), %rax
	movq	$0, (%rax)
	movl	$2, %eax
	popq	%rcx
	retq
.LBB25_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB25_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.chained_array_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB25_3:                               # %common.ret
	movq	$-38, %rax
	popq	%rcx
	retq
.Lfunc_end25:
	.size	chained_array_1k.v3, .Lfunc_end25-chained_array_1k.v3
                                        # -- End function
	.p2align	6                               # -- Begin function chained_array_1k.v4
	.type	chained_array_1k.v4,@function
chained_array_1k.v4:                    # @chained_array_1k.v4
# %bb.0:                                # %entry
	pushq	%rax
	testq	%rsi, %rsi
	je	.LBB26_1
# %bb.5:                                # %bound
	movq	80(%rsi), %rcx
	movq	144(%rsi), %rax
	movl	(%rax), %edi
	movq	24(%rcx), %rcx
	movl	$-8192, %edx                    # imm = 0xE000
	.p2align	4
.LBB26_6:                               # %b4
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8184, %r8d                     # imm = 0x1FF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	leal	1013904223(%rdi,%r8), %edi
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8184, %r8d                     # imm = 0x1FF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	leal	1013904223(%rdi,%r8), %edi
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8184, %r8d                     # imm = 0x1FF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	leal	1013904223(%rdi,%r8), %edi
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8184, %r8d                     # imm = 0x1FF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	leal	1013904223(%rdi,%r8), %edi
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8184, %r8d                     # imm = 0x1FF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	leal	1013904223(%rdi,%r8), %edi
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8184, %r8d                     # imm = 0x1FF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	leal	1013904223(%rdi,%r8), %edi
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8184, %r8d                     # imm = 0x1FF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	leal	1013904223(%rdi,%r8), %edi
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8184, %r8d                     # imm = 0x1FF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	leal	1013904223(%rdi,%r8), %edi
	addl	$8, %edx
	jne	.LBB26_6
# %bb.7:                                # %b5
	movl	%edi, (%rax)
	movq	152(%rsi), %rax
	movq	$0, (%rax)
	movl	$2, %eax
	popq	%rcx
	retq
.LBB26_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB26_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.chained_array_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB26_3:                               # %common.ret
	movq	$-38, %rax
	popq	%rcx
	retq
.Lfunc_end26:
	.size	chained_array_1k.v4, .Lfunc_end26-chained_array_1k.v4
                                        # -- End function
	.section	.text.unlikely.,"ax",@progbits
	.hidden	chained_array_1k.resolve        # -- Begin function chained_array_1k.resolve
	.globl	chained_array_1k.resolve
	.p2align	4
	.type	chained_array_1k.resolve,@function
chained_array_1k.resolve:               # @chained_array_1k.resolve
# %bb.0:
	pushq	%rax
	callq	ebpfc.cpu
	cmpl	$2, %eax
	leaq	chained_array_1k.v3(%rip), %rcx
	leaq	chained_array_1k.v1(%rip), %rdx
	cmovaeq	%rcx, %rdx
	cmpl	$3, %eax
	leaq	chained_array_1k.v4(%rip), %rax
	cmovneq	%rdx, %rax
	popq	%rcx
	retq
.Lfunc_end27:
	.size	chained_array_1k.resolve, .Lfunc_end27-chained_array_1k.resolve
                                        # -- End function
	.text
	.p2align	6                               # -- Begin function lookup_array_1m.v1
	.type	lookup_array_1m.v1,@function
lookup_array_1m.v1:                     # @lookup_array_1m.v1
# %bb.0:                                # %entry
	pushq	%rax
	testq	%rsi, %rsi
	je	.LBB28_1
# %bb.5:                                # %bound
	movq	88(%rsi), %rdx
	movq	144(%rsi), %rax
	movl	(%rax), %ecx
	movq	24(%rdx), %rdi
	movl	$-8192, %r8d                    # imm = 0xE000
	xorl	%edx, %edx
	.p2align	4
.LBB28_6:                               # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %ecx, %r9d            # imm = 0x19660D
	addl	$1013904223, %r9d               # imm = 0x3C6EF35F
	shrl	$5, %r9d
	andl	$8388600, %r9d                  # imm = 0x7FFFF8
	addq	(%rdi,%r9), %rdx
	imull	$389569705, %ecx, %ecx          # imm = 0x17385CA9
	addl	$1196435762, %ecx               # imm = 0x47502932
	movl	%ecx, %r9d
	shrl	$5, %r9d
	andl	$8388600, %r9d                  # imm = 0x7FFFF8
	addq	(%rdi,%r9), %rdx
	addl	$2, %r8d
	jne	.LBB28_6
# %bb.7:                                # %b5
	movq	152(%rsi), %rsi
	movq	%rdx, (%rsi)
	movl	%ecx, (%rax)
	movl	$2, %eax
	popq	%rcx
	retq
.LBB28_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB28_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.lookup_array_1m(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB28_3:                               # %common.ret
	movq	$-38, %rax
	popq	%rcx
	retq
.Lfunc_end28:
	.size	lookup_array_1m.v1, .Lfunc_end28-lookup_array_1m.v1
                                        # -- End function
	.p2align	6                               # -- Begin function lookup_array_1m.v3
	.type	lookup_array_1m.v3,@function
lookup_array_1m.v3:                     # @lookup_array_1m.v3
# %bb.0:                                # %entry
	pushq	%rax
	testq	%rsi, %rsi
	je	.LBB29_1
# %bb.5:                                # %bound
	movq	88(%rsi), %rdx
	movq	144(%rsi), %rax
	movl	(%rax), %ecx
	movq	24(%rdx), %rdx
	movl	$-8192, %edi                    # imm = 0xE000
	xorl	%r8d, %r8d
	.p2align	4
.LBB29_6:                               # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %ecx, %r9d            # imm = 0x19660D
	addl	$1013904223, %r9d               # imm = 0x3C6EF35F
	shrl	$5, %r9d
	andl	$8388600, %r9d                  # imm = 0x7FFFF8
	addq	(%rdx,%r9), %r8
	imull	$389569705, %ecx, %r9d          # imm = 0x17385CA9
	addl	$1196435762, %r9d               # imm = 0x47502932
	shrl	$5, %r9d
	andl	$8388600, %r9d                  # imm = 0x7FFFF8
	movq	(%rdx,%r9), %r9
	imull	$-1354167659, %ecx, %r10d       # imm = 0xAF490A95
	addl	$-775096599, %r10d              # imm = 0xD1CCF6E9
	shrl	$5, %r10d
	andl	$8388600, %r10d                 # imm = 0x7FFFF8
	addq	(%rdx,%r10), %r9
	addq	%r8, %r9
	imull	$158984081, %ecx, %r8d          # imm = 0x979E791
	addl	$-1426500812, %r8d              # imm = 0xAAF95334
	shrl	$5, %r8d
	andl	$8388600, %r8d                  # imm = 0x7FFFF8
	movq	(%rdx,%r8), %r10
	imull	$-1432516515, %ecx, %r8d        # imm = 0xAA9D885D
	addl	$1649599747, %r8d               # imm = 0x6252E503
	shrl	$5, %r8d
	andl	$8388600, %r8d                  # imm = 0x7FFFF8
	addq	(%rdx,%r8), %r10
	imull	$-1083573575, %ecx, %r8d        # imm = 0xBF69FAB9
	addl	$-1624324474, %r8d              # imm = 0x9F2EC686
	shrl	$5, %r8d
	andl	$8388600, %r8d                  # imm = 0x7FFFF8
	addq	(%rdx,%r8), %r10
	addq	%r9, %r10
	imull	$1851289957, %ecx, %r8d         # imm = 0x6E587165
	addl	$1476291629, %r8d               # imm = 0x57FE6C2D
	shrl	$5, %r8d
	andl	$8388600, %r8d                  # imm = 0x7FFFF8
	movq	(%rdx,%r8), %r8
	imull	$-360120287, %ecx, %ecx         # imm = 0xEA890021
	addl	$-1546035288, %ecx              # imm = 0xA3D95FA8
	movl	%ecx, %r9d
	shrl	$5, %r9d
	andl	$8388600, %r9d                  # imm = 0x7FFFF8
	addq	(%rdx,%r9), %r8
	addq	%r10, %r8
	addl	$8, %edi
	jne	.LBB29_6
# %bb.7:                                # %b5
	movq	152(%rsi), %rdx
	movq	%r8, (%rdx)
	movl	%ecx, (%rax)
	movl	$2, %eax
	popq	%rcx
	retq
.LBB29_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB29_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.lookup_array_1m(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB29_3:                               # %common.ret
	movq	$-38, %rax
	popq	%rcx
	retq
.Lfunc_end29:
	.size	lookup_array_1m.v3, .Lfunc_end29-lookup_array_1m.v3
                                        # -- End function
	.p2align	6                               # -- Begin function lookup_array_1m.v4
	.type	lookup_array_1m.v4,@function
lookup_array_1m.v4:                     # @lookup_array_1m.v4
# %bb.0:                                # %entry
	pushq	%rax
	testq	%rsi, %rsi
	je	.LBB30_1
# %bb.5:                                # %bound
	movq	88(%rsi), %rdx
	movq	144(%rsi), %rax
	movl	(%rax), %ecx
	movq	24(%rdx), %rdx
	movl	$-8192, %edi                    # imm = 0xE000
	xorl	%r8d, %r8d
	.p2align	4
.LBB30_6:                               # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %ecx, %r9d            # imm = 0x19660D
	addl	$1013904223, %r9d               # imm = 0x3C6EF35F
	shrl	$5, %r9d
	andl	$8388600, %r9d                  # imm = 0x7FFFF8
	addq	(%rdx,%r9), %r8
	imull	$389569705, %ecx, %r9d          # imm = 0x17385CA9
	addl	$1196435762, %r9d               # imm = 0x47502932
	shrl	$5, %r9d
	andl	$8388600, %r9d                  # imm = 0x7FFFF8
	movq	(%rdx,%r9), %r9
	imull	$-1354167659, %ecx, %r10d       # imm = 0xAF490A95
	addl	$-775096599, %r10d              # imm = 0xD1CCF6E9
	shrl	$5, %r10d
	andl	$8388600, %r10d                 # imm = 0x7FFFF8
	addq	(%rdx,%r10), %r9
	addq	%r8, %r9
	imull	$158984081, %ecx, %r8d          # imm = 0x979E791
	addl	$-1426500812, %r8d              # imm = 0xAAF95334
	shrl	$5, %r8d
	andl	$8388600, %r8d                  # imm = 0x7FFFF8
	movq	(%rdx,%r8), %r10
	imull	$-1432516515, %ecx, %r8d        # imm = 0xAA9D885D
	addl	$1649599747, %r8d               # imm = 0x6252E503
	shrl	$5, %r8d
	andl	$8388600, %r8d                  # imm = 0x7FFFF8
	addq	(%rdx,%r8), %r10
	imull	$-1083573575, %ecx, %r8d        # imm = 0xBF69FAB9
	addl	$-1624324474, %r8d              # imm = 0x9F2EC686
	shrl	$5, %r8d
	andl	$8388600, %r8d                  # imm = 0x7FFFF8
	addq	(%rdx,%r8), %r10
	addq	%r9, %r10
	imull	$1851289957, %ecx, %r8d         # imm = 0x6E587165
	addl	$1476291629, %r8d               # imm = 0x57FE6C2D
	shrl	$5, %r8d
	andl	$8388600, %r8d                  # imm = 0x7FFFF8
	movq	(%rdx,%r8), %r8
	imull	$-360120287, %ecx, %ecx         # imm = 0xEA890021
	addl	$-1546035288, %ecx              # imm = 0xA3D95FA8
	movl	%ecx, %r9d
	shrl	$5, %r9d
	andl	$8388600, %r9d                  # imm = 0x7FFFF8
	addq	(%rdx,%r9), %r8
	addq	%r10, %r8
	addl	$8, %edi
	jne	.LBB30_6
# %bb.7:                                # %b5
	movq	152(%rsi), %rdx
	movq	%r8, (%rdx)
	movl	%ecx, (%rax)
	movl	$2, %eax
	popq	%rcx
	retq
.LBB30_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB30_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.lookup_array_1m(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB30_3:                               # %common.ret
	movq	$-38, %rax
	popq	%rcx
	retq
.Lfunc_end30:
	.size	lookup_array_1m.v4, .Lfunc_end30-lookup_array_1m.v4
                                        # -- End function
	.section	.text.unlikely.,"ax",@progbits
	.hidden	lookup_array_1m.resolve         # -- Begin function lookup_array_1m.resolve
	.globl	lookup_array_1m.resolve
	.p2align	4
	.type	lookup_array_1m.resolve,@function
lookup_array_1m.resolve:                # @lookup_array_1m.resolve
# %bb.0:
	pushq	%rax
	callq	ebpfc.cpu
	cmpl	$2, %eax
	leaq	lookup_array_1m.v3(%rip), %rcx
	leaq	lookup_array_1m.v1(%rip), %rdx
	cmovaeq	%rcx, %rdx
	cmpl	$3, %eax
	leaq	lookup_array_1m.v4(%rip), %rax
	cmovneq	%rdx, %rax
	popq	%rcx
	retq
.Lfunc_end31:
	.size	lookup_array_1m.resolve, .Lfunc_end31-lookup_array_1m.resolve
                                        # -- End function
	.text
	.p2align	6                               # -- Begin function chained_array_1m.v1
	.type	chained_array_1m.v1,@function
chained_array_1m.v1:                    # @chained_array_1m.v1
# %bb.0:                                # %entry
	pushq	%rax
	testq	%rsi, %rsi
	je	.LBB32_1
# %bb.5:                                # %bound
	movq	88(%rsi), %rcx
	movq	144(%rsi), %rax
	movl	(%rax), %edi
	movq	24(%rcx), %rcx
	movl	$-8192, %edx                    # imm = 0xE000
	.p2align	4
.LBB32_6:                               # %b4
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8388600, %r8d                  # imm = 0x7FFFF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	addl	%r8d, %edi
	addl	$1013904223, %edi               # imm = 0x3C6EF35F
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8388600, %r8d                  # imm = 0x7FFFF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	addl	%r8d, %edi
	addl	$1013904223, %edi               # imm = 0x3C6EF35F
	addl	$2, %edx
	jne	.LBB32_6
# %bb.7:                                # %b5
	movl	%edi, (%rax)
	movq	152(%rsi), %rax
	movq	$0, (%rax)
	movl	$2, %eax
	popq	%rcx
	retq
.LBB32_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB32_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.chained_array_1m(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB32_3:                               # %common.ret
	movq	$-38, %rax
	popq	%rcx
	retq
.Lfunc_end32:
	.size	chained_array_1m.v1, .Lfunc_end32-chained_array_1m.v1
                                        # -- End function
	.p2align	6                               # -- Begin function chained_array_1m.v3
	.type	chained_array_1m.v3,@function
chained_array_1m.v3:                    # @chained_array_1m.v3
# %bb.0:                                # %entry
	pushq	%rax
	testq	%rsi, %rsi
	je	.LBB33_1
# %bb.5:                                # %bound
	movq	88(%rsi), %rcx
	movq	144(%rsi), %rax
	movl	(%rax), %edi
	movq	24(%rcx), %rcx
	movl	$-8192, %edx                    # imm = 0xE000
	.p2align	4
.LBB33_6:                               # %b4
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8388600, %r8d                  # imm = 0x7FFFF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	addl	%r8d, %edi
	addl	$1013904223, %edi               # imm = 0x3C6EF35F
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8388600, %r8d                  # imm = 0x7FFFF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	addl	%r8d, %edi
	addl	$1013904223, %edi               # imm = 0x3C6EF35F
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8388600, %r8d                  # imm = 0x7FFFF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	addl	%r8d, %edi
	addl	$1013904223, %edi               # imm = 0x3C6EF35F
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8388600, %r8d                  # imm = 0x7FFFF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	addl	%r8d, %edi
	addl	$1013904223, %edi               # imm = 0x3C6EF35F
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8388600, %r8d                  # imm = 0x7FFFF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	addl	%r8d, %edi
	addl	$1013904223, %edi               # imm = 0x3C6EF35F
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8388600, %r8d                  # imm = 0x7FFFF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	addl	%r8d, %edi
	addl	$1013904223, %edi               # imm = 0x3C6EF35F
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8388600, %r8d                  # imm = 0x7FFFF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	addl	%r8d, %edi
	addl	$1013904223, %edi               # imm = 0x3C6EF35F
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8388600, %r8d                  # imm = 0x7FFFF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	addl	%r8d, %edi
	addl	$1013904223, %edi               # imm = 0x3C6EF35F
	addl	$8, %edx
	jne	.LBB33_6
# %bb.7:                                # %b5
	movl	%edi, (%rax)
	movq	152(%rsi), %rax
	movq	$0, (%rax)
	movl	$2, %eax
	popq	%rcx
	retq
.LBB33_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB33_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.chained_array_1m(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB33_3:                               # %common.ret
	movq	$-38, %rax
	popq	%rcx
	retq
.Lfunc_end33:
	.size	chained_array_1m.v3, .Lfunc_end33-chained_array_1m.v3
                                        # -- End function
	.p2align	6                               # -- Begin function chained_array_1m.v4
	.type	chained_array_1m.v4,@function
chained_array_1m.v4:                    # @chained_array_1m.v4
# %bb.0:                                # %entry
	pushq	%rax
	testq	%rsi, %rsi
	je	.LBB34_1
# %bb.5:                                # %bound
	movq	88(%rsi), %rcx
	movq	144(%rsi), %rax
	movl	(%rax), %edi
	movq	24(%rcx), %rcx
	movl	$-8192, %edx                    # imm = 0xE000
	.p2align	4
.LBB34_6:                               # %b4
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8388600, %r8d                  # imm = 0x7FFFF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	leal	1013904223(%rdi,%r8), %edi
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8388600, %r8d                  # imm = 0x7FFFF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	leal	1013904223(%rdi,%r8), %edi
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8388600, %r8d                  # imm = 0x7FFFF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	leal	1013904223(%rdi,%r8), %edi
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8388600, %r8d                  # imm = 0x7FFFF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	leal	1013904223(%rdi,%r8), %edi
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8388600, %r8d                  # imm = 0x7FFFF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	leal	1013904223(%rdi,%r8), %edi
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8388600, %r8d                  # imm = 0x7FFFF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	leal	1013904223(%rdi,%r8), %edi
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8388600, %r8d                  # imm = 0x7FFFF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	leal	1013904223(%rdi,%r8), %edi
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	leal	1013904223(%rdi), %r8d
	shrl	$5, %r8d
	andl	$8388600, %r8d                  # imm = 0x7FFFF8
	movq	(%rcx,%r8), %r8
	shrq	$63, %r8
	leal	1013904223(%rdi,%r8), %edi
	addl	$8, %edx
	jne	.LBB34_6
# %bb.7:                                # %b5
	movl	%edi, (%rax)
	movq	152(%rsi), %rax
	movq	$0, (%rax)
	movl	$2, %eax
	popq	%rcx
	retq
.LBB34_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB34_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.chained_array_1m(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB34_3:                               # %common.ret
	movq	$-38, %rax
	popq	%rcx
	retq
.Lfunc_end34:
	.size	chained_array_1m.v4, .Lfunc_end34-chained_array_1m.v4
                                        # -- End function
	.section	.text.unlikely.,"ax",@progbits
	.hidden	chained_array_1m.resolve        # -- Begin function chained_array_1m.resolve
	.globl	chained_array_1m.resolve
	.p2align	4
	.type	chained_array_1m.resolve,@function
chained_array_1m.resolve:               # @chained_array_1m.resolve
# %bb.0:
	pushq	%rax
	callq	ebpfc.cpu
	cmpl	$2, %eax
	leaq	chained_array_1m.v3(%rip), %rcx
	leaq	chained_array_1m.v1(%rip), %rdx
	cmovaeq	%rcx, %rdx
	cmpl	$3, %eax
	leaq	chained_array_1m.v4(%rip), %rax
	cmovneq	%rdx, %rax
	popq	%rcx
	retq
.Lfunc_end35:
	.size	chained_array_1m.resolve, .Lfunc_end35-chained_array_1m.resolve
                                        # -- End function
	.text
	.p2align	6                               # -- Begin function lookup_lru_1k.v1
	.type	lookup_lru_1k.v1,@function
lookup_lru_1k.v1:                       # @lookup_lru_1k.v1
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$24, %rsp
	testq	%rsi, %rsi
	je	.LBB36_1
# %bb.5:                                # %bound
	movabsq	$-9187201950435737472, %r8      # imm = 0x8080808080808080
	movq	96(%rsi), %r9
	movq	%rsi, 16(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 8(%rsp)                   # 8-byte Spill
	movl	(%rax), %edi
	movl	$8192, %r11d                    # imm = 0x2000
	xorl	%r10d, %r10d
	jmp	.LBB36_6
	.p2align	4
.LBB36_12:                              # %b3
                                        #   in Loop: Header=BB36_6 Depth=1
	addq	28680(%r12,%r14), %r10
.LBB36_15:                              # %b4
                                        #   in Loop: Header=BB36_6 Depth=1
	decl	%r11d
	je	.LBB36_16
.LBB36_6:                               # %b2
                                        # =>This Loop Header: Depth=1
                                        #     Child Loop BB36_7 Depth 2
                                        #       Child Loop BB36_9 Depth 3
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	addl	$1013904223, %edi               # imm = 0x3C6EF35F
	movl	%edi, %r13d
	shrl	$8, %r13d
	andl	$1023, %r13d                    # imm = 0x3FF
	movq	40(%r9), %r12
	movq	(%r12), %rax
	xorq	%r13, %rax
	mulq	8(%r12)
	xorq	%rax, %rdx
	movq	%rdx, %rax
	shrq	$32, %rax
	xorq	%rdx, %rax
	movabsq	$-7046029254386353131, %rcx     # imm = 0x9E3779B97F4A7C15
	imulq	%rcx, %rax
	movq	%rax, %rdx
	shrq	$55, %rdx
	movl	%edx, %ecx
	shll	$4, %ecx
	leaq	(%r12,%rcx), %rbp
	addq	$192, %rbp
	andl	$127, %eax
	movabsq	$72340172838076673, %rcx        # imm = 0x101010101010101
	imulq	%rcx, %rax
	shll	$3, %edx
	addq	%r8, %rax
.LBB36_7:                               #   Parent Loop BB36_6 Depth=1
                                        # =>  This Loop Header: Depth=2
                                        #       Child Loop BB36_9 Depth 3
	movl	8(%rbp), %ecx
	movq	(%rbp), %rsi
	xorq	%rax, %rsi
	movq	%rsi, %rbx
	notq	%rbx
	movabsq	$-72340172838076673, %r14       # imm = 0xFEFEFEFEFEFEFEFF
	addq	%r14, %rsi
	andq	%r8, %rbx
	andq	%rsi, %rbx
	je	.LBB36_14
.LBB36_9:                               # %.preheader
                                        #   Parent Loop BB36_6 Depth=1
                                        #     Parent Loop BB36_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	rep		bsfq	%rbx, %rsi
	shrl	$3, %esi
	orq	%rdx, %rsi
	movl	%esi, %r14d
	shll	$4, %r14d
	movq	28672(%r12,%r14), %r15
	cmpq	%r13, %r15
	je	.LBB36_10
# %bb.13:                               #   in Loop: Header=BB36_9 Depth=3
	leaq	-1(%rbx), %rsi
	andq	%rsi, %rbx
	jne	.LBB36_9
	.p2align	4
.LBB36_14:                              # %.loopexit
                                        #   in Loop: Header=BB36_7 Depth=2
	movl	12(%rbp), %esi
	#MEMBARRIER
	movl	8(%rbp), %esi
	cmpl	%ecx, %esi
	je	.LBB36_15
	jmp	.LBB36_7
	.p2align	4
.LBB36_10:                              #   in Loop: Header=BB36_6 Depth=1
	movl	68(%r12), %eax
	shrl	$7, %eax
	movl	10432(%r12,%rsi,4), %ecx
	cmpl	%eax, %ecx
	je	.LBB36_12
# %bb.11:                               #   in Loop: Header=BB36_6 Depth=1
	movl	%eax, 10432(%r12,%rsi,4)
	jmp	.LBB36_12
.LBB36_16:                              # %b5
	movq	16(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%r10, (%rax)
	movq	8(%rsp), %rax                   # 8-byte Reload
	movl	%edi, (%rax)
	movl	$2, %eax
.LBB36_4:                               # %common.ret
	addq	$24, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB36_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB36_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.lookup_lru_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB36_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB36_4
.Lfunc_end36:
	.size	lookup_lru_1k.v1, .Lfunc_end36-lookup_lru_1k.v1
                                        # -- End function
	.p2align	6                               # -- Begin function lookup_lru_1k.v3
	.type	lookup_lru_1k.v3,@function
lookup_lru_1k.v3:                       # @lookup_lru_1k.v3
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$24, %rsp
	testq	%rsi, %rsi
	je	.LBB37_1
# %bb.5:                                # %bound
	movabsq	$-9187201950435737472, %rdi     # imm = 0x8080808080808080
	movq	96(%rsi), %r8
	movq	%rsi, 16(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 8(%rsp)                   # 8-byte Spill
	movl	(%rax), %ecx
	movl	$8192, %r10d                    # imm = 0x2000
	xorl	%r9d, %r9d
	jmp	.LBB37_6
	.p2align	4
.LBB37_11:                              # %b3
                                        #   in Loop: Header=BB37_6 Depth=1
	addq	28680(%r15,%rbx), %r9
.LBB37_14:                              # %b4
                                        #   in Loop: Header=BB37_6 Depth=1
	decl	%r10d
	je	.LBB37_15
.LBB37_6:                               # %b2
                                        # =>This Loop Header: Depth=1
                                        #     Child Loop BB37_7 Depth 2
                                        #       Child Loop BB37_8 Depth 3
	imull	$1664525, %ecx, %ecx            # imm = 0x19660D
	addl	$1013904223, %ecx               # imm = 0x3C6EF35F
	movl	%ecx, %r12d
	shrl	$8, %r12d
	andl	$1023, %r12d                    # imm = 0x3FF
	movq	40(%r8), %r15
	movq	(%r15), %rdx
	xorq	%r12, %rdx
	mulxq	8(%r15), %rax, %rsi
	xorq	%rax, %rsi
	movq	%rsi, %rdx
	shrq	$32, %rdx
	xorq	%rsi, %rdx
	movabsq	$-7046029254386353131, %rax     # imm = 0x9E3779B97F4A7C15
	imulq	%rax, %rdx
	movq	%rdx, %r13
	shrq	$55, %r13
	movl	%r13d, %eax
	shll	$4, %eax
	leaq	(%r15,%rax), %rbp
	addq	$192, %rbp
	andl	$127, %edx
	movabsq	$72340172838076673, %rax        # imm = 0x101010101010101
	imulq	%rax, %rdx
	shll	$3, %r13d
	addq	%rdi, %rdx
.LBB37_7:                               #   Parent Loop BB37_6 Depth=1
                                        # =>  This Loop Header: Depth=2
                                        #       Child Loop BB37_8 Depth 3
	movl	8(%rbp), %eax
	movq	(%rbp), %r11
	xorq	%rdx, %r11
	andnq	%rdi, %r11, %rsi
	movabsq	$-72340172838076673, %rbx       # imm = 0xFEFEFEFEFEFEFEFF
	addq	%rbx, %r11
	andq	%rsi, %r11
	je	.LBB37_13
.LBB37_8:                               # %.preheader
                                        #   Parent Loop BB37_6 Depth=1
                                        #     Parent Loop BB37_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	tzcntq	%r11, %rsi
	shrl	$3, %esi
	orq	%r13, %rsi
	movl	%esi, %ebx
	shll	$4, %ebx
	movq	28672(%r15,%rbx), %r14
	cmpq	%r12, %r14
	je	.LBB37_9
# %bb.12:                               #   in Loop: Header=BB37_8 Depth=3
	blsrq	%r11, %r11
	jne	.LBB37_8
	.p2align	4
.LBB37_13:                              # %.loopexit
                                        #   in Loop: Header=BB37_7 Depth=2
	movl	12(%rbp), %esi
	#MEMBARRIER
	movl	8(%rbp), %esi
	cmpl	%eax, %esi
	je	.LBB37_14
	jmp	.LBB37_7
	.p2align	4
.LBB37_9:                               #   in Loop: Header=BB37_6 Depth=1
	movl	68(%r15), %eax
	shrl	$7, %eax
	movl	10432(%r15,%rsi,4), %edx
	cmpl	%eax, %edx
	je	.LBB37_11
# %bb.10:                               #   in Loop: Header=BB37_6 Depth=1
	movl	%eax, 10432(%r15,%rsi,4)
	jmp	.LBB37_11
.LBB37_15:                              # %b5
	movq	16(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%r9, (%rax)
	movq	8(%rsp), %rax                   # 8-byte Reload
	movl	%ecx, (%rax)
	movl	$2, %eax
.LBB37_4:                               # %common.ret
	addq	$24, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB37_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB37_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.lookup_lru_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB37_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB37_4
.Lfunc_end37:
	.size	lookup_lru_1k.v3, .Lfunc_end37-lookup_lru_1k.v3
                                        # -- End function
	.p2align	6                               # -- Begin function lookup_lru_1k.v4
	.type	lookup_lru_1k.v4,@function
lookup_lru_1k.v4:                       # @lookup_lru_1k.v4
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$24, %rsp
	testq	%rsi, %rsi
	je	.LBB38_1
# %bb.5:                                # %bound
	movabsq	$-9187201950435737472, %rdi     # imm = 0x8080808080808080
	movq	96(%rsi), %r8
	movq	%rsi, 16(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 8(%rsp)                   # 8-byte Spill
	movl	(%rax), %ecx
	movl	$8192, %r10d                    # imm = 0x2000
	xorl	%r9d, %r9d
	jmp	.LBB38_6
	.p2align	4
.LBB38_11:                              # %b3
                                        #   in Loop: Header=BB38_6 Depth=1
	addq	28680(%r15,%rbx), %r9
.LBB38_14:                              # %b4
                                        #   in Loop: Header=BB38_6 Depth=1
	decl	%r10d
	je	.LBB38_15
.LBB38_6:                               # %b2
                                        # =>This Loop Header: Depth=1
                                        #     Child Loop BB38_7 Depth 2
                                        #       Child Loop BB38_8 Depth 3
	imull	$1664525, %ecx, %ecx            # imm = 0x19660D
	addl	$1013904223, %ecx               # imm = 0x3C6EF35F
	movl	%ecx, %r12d
	shrl	$8, %r12d
	andl	$1023, %r12d                    # imm = 0x3FF
	movq	40(%r8), %r15
	movq	(%r15), %rdx
	xorq	%r12, %rdx
	mulxq	8(%r15), %rax, %rsi
	xorq	%rax, %rsi
	movq	%rsi, %rdx
	shrq	$32, %rdx
	xorq	%rsi, %rdx
	movabsq	$-7046029254386353131, %rax     # imm = 0x9E3779B97F4A7C15
	imulq	%rax, %rdx
	movq	%rdx, %r13
	shrq	$55, %r13
	movl	%r13d, %eax
	shll	$4, %eax
	leaq	192(%r15,%rax), %rbp
	andl	$127, %edx
	movabsq	$72340172838076673, %rax        # imm = 0x101010101010101
	imulq	%rax, %rdx
	shll	$3, %r13d
	addq	%rdi, %rdx
.LBB38_7:                               #   Parent Loop BB38_6 Depth=1
                                        # =>  This Loop Header: Depth=2
                                        #       Child Loop BB38_8 Depth 3
	movl	8(%rbp), %eax
	movq	(%rbp), %r11
	xorq	%rdx, %r11
	andnq	%rdi, %r11, %rsi
	movabsq	$-72340172838076673, %rbx       # imm = 0xFEFEFEFEFEFEFEFF
	addq	%rbx, %r11
	andq	%rsi, %r11
	je	.LBB38_13
.LBB38_8:                               # %.preheader
                                        #   Parent Loop BB38_6 Depth=1
                                        #     Parent Loop BB38_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	tzcntq	%r11, %rsi
	shrl	$3, %esi
	orq	%r13, %rsi
	movl	%esi, %ebx
	shll	$4, %ebx
	movq	28672(%r15,%rbx), %r14
	cmpq	%r12, %r14
	je	.LBB38_9
# %bb.12:                               #   in Loop: Header=BB38_8 Depth=3
	blsrq	%r11, %r11
	jne	.LBB38_8
	.p2align	4
.LBB38_13:                              # %.loopexit
                                        #   in Loop: Header=BB38_7 Depth=2
	movl	12(%rbp), %esi
	#MEMBARRIER
	movl	8(%rbp), %esi
	cmpl	%eax, %esi
	je	.LBB38_14
	jmp	.LBB38_7
	.p2align	4
.LBB38_9:                               #   in Loop: Header=BB38_6 Depth=1
	movl	68(%r15), %eax
	shrl	$7, %eax
	movl	10432(%r15,%rsi,4), %edx
	cmpl	%eax, %edx
	je	.LBB38_11
# %bb.10:                               #   in Loop: Header=BB38_6 Depth=1
	movl	%eax, 10432(%r15,%rsi,4)
	jmp	.LBB38_11
.LBB38_15:                              # %b5
	movq	16(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%r9, (%rax)
	movq	8(%rsp), %rax                   # 8-byte Reload
	movl	%ecx, (%rax)
	movl	$2, %eax
.LBB38_4:                               # %common.ret
	addq	$24, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB38_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB38_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.lookup_lru_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB38_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB38_4
.Lfunc_end38:
	.size	lookup_lru_1k.v4, .Lfunc_end38-lookup_lru_1k.v4
                                        # -- End function
	.section	.text.unlikely.,"ax",@progbits
	.hidden	lookup_lru_1k.resolve           # -- Begin function lookup_lru_1k.resolve
	.globl	lookup_lru_1k.resolve
	.p2align	4
	.type	lookup_lru_1k.resolve,@function
lookup_lru_1k.resolve:                  # @lookup_lru_1k.resolve
# %bb.0:
	pushq	%rax
	callq	ebpfc.cpu
	cmpl	$2, %eax
	leaq	lookup_lru_1k.v3(%rip), %rcx
	leaq	lookup_lru_1k.v1(%rip), %rdx
	cmovaeq	%rcx, %rdx
	cmpl	$3, %eax
	leaq	lookup_lru_1k.v4(%rip), %rax
	cmovneq	%rdx, %rax
	popq	%rcx
	retq
.Lfunc_end39:
	.size	lookup_lru_1k.resolve, .Lfunc_end39-lookup_lru_1k.resolve
                                        # -- End function
	.text
	.p2align	6                               # -- Begin function lookup_percpu_1k.v1
	.type	lookup_percpu_1k.v1,@function
lookup_percpu_1k.v1:                    # @lookup_percpu_1k.v1
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$40, %rsp
	testq	%rsi, %rsi
	je	.LBB40_1
# %bb.5:                                # %bound
	movabsq	$-9187201950435737472, %r15     # imm = 0x8080808080808080
	movq	104(%rsi), %rdx
	movq	144(%rsi), %r11
	movl	(%r11), %ebp
	movl	$8192, %r13d                    # imm = 0x2000
	movq	$0, 16(%rsp)                    # 8-byte Folded Spill
	movq	%rdx, 8(%rsp)                   # 8-byte Spill
	jmp	.LBB40_6
	.p2align	4
.LBB40_7:                               #   Parent Loop BB40_6 Depth=1
                                        # =>  This Loop Header: Depth=2
                                        #       Child Loop BB40_9 Depth 3
                                        #       Child Loop BB40_13 Depth 3
	movl	8(%rdi), %r8d
	movq	(%rdi), %r10
	xorq	%rax, %r10
	movq	%r10, %r9
	notq	%r9
	movabsq	$-72340172838076673, %r14       # imm = 0xFEFEFEFEFEFEFEFF
	addq	%r14, %r10
	andq	%r15, %r9
	andq	%r10, %r9
	je	.LBB40_11
.LBB40_9:                               # %.preheader4
                                        #   Parent Loop BB40_6 Depth=1
                                        #     Parent Loop BB40_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	rep		bsfq	%r9, %r14
	shrl	$3, %r14d
	orq	%rdx, %r14
	movq	24576(%rbx,%r14,8), %r10
	cmpq	%rcx, %r10
	je	.LBB40_17
# %bb.10:                               #   in Loop: Header=BB40_9 Depth=3
	leaq	-1(%r9), %r10
	andq	%r10, %r9
	jne	.LBB40_9
	.p2align	4
.LBB40_11:                              # %.loopexit6
                                        #   in Loop: Header=BB40_7 Depth=2
	movl	12(%rdi), %r14d
	testl	%r14d, %r14d
	jne	.LBB40_12
.LBB40_20:                              # %.loopexit
                                        #   in Loop: Header=BB40_7 Depth=2
	#MEMBARRIER
	movl	8(%rdi), %r9d
	cmpl	%r8d, %r9d
	je	.LBB40_21
	jmp	.LBB40_7
.LBB40_12:                              # %.preheader.preheader
                                        #   in Loop: Header=BB40_7 Depth=2
	xorl	%r9d, %r9d
.LBB40_13:                              # %.preheader
                                        #   Parent Loop BB40_6 Depth=1
                                        #     Parent Loop BB40_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	cmpl	$2176, %r14d                    # imm = 0x880
	ja	.LBB40_20
# %bb.14:                               # %.preheader
                                        #   in Loop: Header=BB40_13 Depth=3
	cmpl	$2176, %r9d                     # imm = 0x880
	ja	.LBB40_20
# %bb.15:                               #   in Loop: Header=BB40_13 Depth=3
	decl	%r14d
	movq	57344(%rbx,%r14,8), %r10
	cmpq	%rcx, %r10
	je	.LBB40_16
# %bb.19:                               #   in Loop: Header=BB40_13 Depth=3
	movl	10432(%rbx,%r14,4), %r14d
	incl	%r9d
	testl	%r14d, %r14d
	jne	.LBB40_13
	jmp	.LBB40_20
	.p2align	4
.LBB40_21:                              #   in Loop: Header=BB40_6 Depth=1
	movq	8(%rsp), %rdx                   # 8-byte Reload
	decl	%r13d
	jne	.LBB40_6
	jmp	.LBB40_26
.LBB40_16:                              #   in Loop: Header=BB40_6 Depth=1
	addq	$4096, %r14                     # imm = 0x1000
	.p2align	4
.LBB40_17:                              # %.loopexit3
                                        #   in Loop: Header=BB40_6 Depth=1
	movq	8(%rsp), %rdx                   # 8-byte Reload
	movq	32(%rdx), %r12
	movq	96(%rdx), %rax
	testq	%rax, %rax
	je	.LBB40_18
# %bb.22:                               #   in Loop: Header=BB40_6 Depth=1
	#APP
	movl	%fs:(%rax), %eax
	#NO_APP
	movl	92(%rdx), %edi
	cmpl	%edi, %eax
	jae	.LBB40_23
.LBB40_24:                              # %b3
                                        #   in Loop: Header=BB40_6 Depth=1
	movl	%eax, %eax
	imulq	%rax, %r12
	addq	%r12, %rbx
	movq	16(%rsp), %rax                  # 8-byte Reload
	addq	77824(%rbx,%r14,8), %rax
	movq	%rax, 16(%rsp)                  # 8-byte Spill
	decl	%r13d
	je	.LBB40_26
.LBB40_6:                               # %b2
                                        # =>This Loop Header: Depth=1
                                        #     Child Loop BB40_7 Depth 2
                                        #       Child Loop BB40_9 Depth 3
                                        #       Child Loop BB40_13 Depth 3
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	movl	%ebp, %ecx
	shrl	$8, %ecx
	andl	$1023, %ecx                     # imm = 0x3FF
	movq	40(%rdx), %rbx
	movq	(%rbx), %rax
	xorq	%rcx, %rax
	mulq	8(%rbx)
	xorq	%rax, %rdx
	movq	%rdx, %rax
	shrq	$32, %rax
	xorq	%rdx, %rax
	movabsq	$-7046029254386353131, %rdx     # imm = 0x9E3779B97F4A7C15
	imulq	%rdx, %rax
	movq	%rax, %rdx
	shrq	$55, %rdx
	movl	%edx, %edi
	shll	$4, %edi
	addq	%rbx, %rdi
	addq	$192, %rdi
	andl	$127, %eax
	movabsq	$72340172838076673, %r8         # imm = 0x101010101010101
	imulq	%r8, %rax
	shll	$3, %edx
	addq	%r15, %rax
	jmp	.LBB40_7
.LBB40_18:                              #   in Loop: Header=BB40_6 Depth=1
	movl	92(%rdx), %edi
.LBB40_23:                              #   in Loop: Header=BB40_6 Depth=1
	movq	%rsi, 32(%rsp)                  # 8-byte Spill
	movq	%r11, 24(%rsp)                  # 8-byte Spill
	movq	8(%rsp), %rax                   # 8-byte Reload
	callq	*104(%rax)
	movq	8(%rsp), %rdx                   # 8-byte Reload
	movq	24(%rsp), %r11                  # 8-byte Reload
	movq	32(%rsp), %rsi                  # 8-byte Reload
	jmp	.LBB40_24
.LBB40_26:                              # %b5
	movq	152(%rsi), %rax
	movq	16(%rsp), %rcx                  # 8-byte Reload
	movq	%rcx, (%rax)
	movl	%ebp, (%r11)
	movl	$2, %eax
.LBB40_4:                               # %common.ret
	addq	$40, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB40_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB40_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.lookup_percpu_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB40_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB40_4
.Lfunc_end40:
	.size	lookup_percpu_1k.v1, .Lfunc_end40-lookup_percpu_1k.v1
                                        # -- End function
	.p2align	6                               # -- Begin function lookup_percpu_1k.v3
	.type	lookup_percpu_1k.v3,@function
lookup_percpu_1k.v3:                    # @lookup_percpu_1k.v3
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$40, %rsp
	testq	%rsi, %rsi
	je	.LBB41_1
# %bb.5:                                # %bound
	movabsq	$-9187201950435737472, %r15     # imm = 0x8080808080808080
	movq	104(%rsi), %rcx
	movq	144(%rsi), %r11
	movl	(%r11), %ebp
	movl	$8192, %r13d                    # imm = 0x2000
	movq	$0, 16(%rsp)                    # 8-byte Folded Spill
	movq	%rcx, 8(%rsp)                   # 8-byte Spill
	jmp	.LBB41_6
	.p2align	4
.LBB41_7:                               #   Parent Loop BB41_6 Depth=1
                                        # =>  This Loop Header: Depth=2
                                        #       Child Loop BB41_8 Depth 3
                                        #       Child Loop BB41_12 Depth 3
	movl	8(%rdi), %r8d
	movq	(%rdi), %r9
	xorq	%rcx, %r9
	andnq	%r15, %r9, %r10
	movabsq	$-72340172838076673, %r14       # imm = 0xFEFEFEFEFEFEFEFF
	addq	%r14, %r9
	andq	%r10, %r9
	je	.LBB41_10
.LBB41_8:                               # %.preheader4
                                        #   Parent Loop BB41_6 Depth=1
                                        #     Parent Loop BB41_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	tzcntq	%r9, %r14
	shrl	$3, %r14d
	orq	%rdx, %r14
	movq	24576(%rbx,%r14,8), %r10
	cmpq	%rax, %r10
	je	.LBB41_16
# %bb.9:                                #   in Loop: Header=BB41_8 Depth=3
	blsrq	%r9, %r9
	jne	.LBB41_8
	.p2align	4
.LBB41_10:                              # %.loopexit6
                                        #   in Loop: Header=BB41_7 Depth=2
	movl	12(%rdi), %r14d
	testl	%r14d, %r14d
	jne	.LBB41_11
.LBB41_19:                              # %.loopexit
                                        #   in Loop: Header=BB41_7 Depth=2
	#MEMBARRIER
	movl	8(%rdi), %r9d
	cmpl	%r8d, %r9d
	je	.LBB41_20
	jmp	.LBB41_7
.LBB41_11:                              # %.preheader.preheader
                                        #   in Loop: Header=BB41_7 Depth=2
	xorl	%r9d, %r9d
.LBB41_12:                              # %.preheader
                                        #   Parent Loop BB41_6 Depth=1
                                        #     Parent Loop BB41_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	cmpl	$2176, %r14d                    # imm = 0x880
	ja	.LBB41_19
# %bb.13:                               # %.preheader
                                        #   in Loop: Header=BB41_12 Depth=3
	cmpl	$2176, %r9d                     # imm = 0x880
	ja	.LBB41_19
# %bb.14:                               #   in Loop: Header=BB41_12 Depth=3
	decl	%r14d
	movq	57344(%rbx,%r14,8), %r10
	cmpq	%rax, %r10
	je	.LBB41_15
# %bb.18:                               #   in Loop: Header=BB41_12 Depth=3
	movl	10432(%rbx,%r14,4), %r14d
	incl	%r9d
	testl	%r14d, %r14d
	jne	.LBB41_12
	jmp	.LBB41_19
	.p2align	4
.LBB41_20:                              #   in Loop: Header=BB41_6 Depth=1
	movq	8(%rsp), %rcx                   # 8-byte Reload
	decl	%r13d
	jne	.LBB41_6
	jmp	.LBB41_25
.LBB41_15:                              #   in Loop: Header=BB41_6 Depth=1
	addq	$4096, %r14                     # imm = 0x1000
	.p2align	4
.LBB41_16:                              # %.loopexit3
                                        #   in Loop: Header=BB41_6 Depth=1
	movq	8(%rsp), %rcx                   # 8-byte Reload
	movq	32(%rcx), %r12
	movq	96(%rcx), %rax
	testq	%rax, %rax
	je	.LBB41_17
# %bb.21:                               #   in Loop: Header=BB41_6 Depth=1
	#APP
	movl	%fs:(%rax), %eax
	#NO_APP
	movl	92(%rcx), %edi
	cmpl	%edi, %eax
	jae	.LBB41_22
.LBB41_23:                              # %b3
                                        #   in Loop: Header=BB41_6 Depth=1
	movl	%eax, %eax
	imulq	%rax, %r12
	addq	%r12, %rbx
	movq	16(%rsp), %rax                  # 8-byte Reload
	addq	77824(%rbx,%r14,8), %rax
	movq	%rax, 16(%rsp)                  # 8-byte Spill
	decl	%r13d
	je	.LBB41_25
.LBB41_6:                               # %b2
                                        # =>This Loop Header: Depth=1
                                        #     Child Loop BB41_7 Depth 2
                                        #       Child Loop BB41_8 Depth 3
                                        #       Child Loop BB41_12 Depth 3
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	movl	%ebp, %eax
	shrl	$8, %eax
	andl	$1023, %eax                     # imm = 0x3FF
	movq	40(%rcx), %rbx
	movq	(%rbx), %rdx
	xorq	%rax, %rdx
	mulxq	8(%rbx), %rcx, %rdx
	xorq	%rcx, %rdx
	movq	%rdx, %rcx
	shrq	$32, %rcx
	xorq	%rdx, %rcx
	movabsq	$-7046029254386353131, %rdx     # imm = 0x9E3779B97F4A7C15
	imulq	%rdx, %rcx
	movq	%rcx, %rdx
	shrq	$55, %rdx
	movl	%edx, %edi
	shll	$4, %edi
	addq	%rbx, %rdi
	addq	$192, %rdi
	andl	$127, %ecx
	movabsq	$72340172838076673, %r8         # imm = 0x101010101010101
	imulq	%r8, %rcx
	shll	$3, %edx
	addq	%r15, %rcx
	jmp	.LBB41_7
.LBB41_17:                              #   in Loop: Header=BB41_6 Depth=1
	movl	92(%rcx), %edi
.LBB41_22:                              #   in Loop: Header=BB41_6 Depth=1
	movq	%rsi, 32(%rsp)                  # 8-byte Spill
	movq	%r11, 24(%rsp)                  # 8-byte Spill
	movq	8(%rsp), %rax                   # 8-byte Reload
	callq	*104(%rax)
	movq	8(%rsp), %rcx                   # 8-byte Reload
	movq	24(%rsp), %r11                  # 8-byte Reload
	movq	32(%rsp), %rsi                  # 8-byte Reload
	jmp	.LBB41_23
.LBB41_25:                              # %b5
	movq	152(%rsi), %rax
	movq	16(%rsp), %rcx                  # 8-byte Reload
	movq	%rcx, (%rax)
	movl	%ebp, (%r11)
	movl	$2, %eax
.LBB41_4:                               # %common.ret
	addq	$40, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB41_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB41_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.lookup_percpu_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB41_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB41_4
.Lfunc_end41:
	.size	lookup_percpu_1k.v3, .Lfunc_end41-lookup_percpu_1k.v3
                                        # -- End function
	.p2align	6                               # -- Begin function lookup_percpu_1k.v4
	.type	lookup_percpu_1k.v4,@function
lookup_percpu_1k.v4:                    # @lookup_percpu_1k.v4
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$40, %rsp
	testq	%rsi, %rsi
	je	.LBB42_1
# %bb.5:                                # %bound
	movabsq	$-9187201950435737472, %r15     # imm = 0x8080808080808080
	movq	104(%rsi), %rcx
	movq	144(%rsi), %r11
	movl	(%r11), %ebp
	movl	$8192, %r13d                    # imm = 0x2000
	movq	$0, 16(%rsp)                    # 8-byte Folded Spill
	movq	%rcx, 8(%rsp)                   # 8-byte Spill
	jmp	.LBB42_6
	.p2align	4
.LBB42_7:                               #   Parent Loop BB42_6 Depth=1
                                        # =>  This Loop Header: Depth=2
                                        #       Child Loop BB42_8 Depth 3
                                        #       Child Loop BB42_12 Depth 3
	movl	8(%rdi), %r8d
	movq	(%rdi), %r9
	xorq	%rcx, %r9
	andnq	%r15, %r9, %r10
	movabsq	$-72340172838076673, %r14       # imm = 0xFEFEFEFEFEFEFEFF
	addq	%r14, %r9
	andq	%r10, %r9
	je	.LBB42_10
.LBB42_8:                               # %.preheader4
                                        #   Parent Loop BB42_6 Depth=1
                                        #     Parent Loop BB42_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	tzcntq	%r9, %r14
	shrl	$3, %r14d
	orq	%rdx, %r14
	movq	24576(%rbx,%r14,8), %r10
	cmpq	%rax, %r10
	je	.LBB42_16
# %bb.9:                                #   in Loop: Header=BB42_8 Depth=3
	blsrq	%r9, %r9
	jne	.LBB42_8
	.p2align	4
.LBB42_10:                              # %.loopexit6
                                        #   in Loop: Header=BB42_7 Depth=2
	movl	12(%rdi), %r14d
	testl	%r14d, %r14d
	jne	.LBB42_11
.LBB42_19:                              # %.loopexit
                                        #   in Loop: Header=BB42_7 Depth=2
	#MEMBARRIER
	movl	8(%rdi), %r9d
	cmpl	%r8d, %r9d
	je	.LBB42_20
	jmp	.LBB42_7
.LBB42_11:                              # %.preheader.preheader
                                        #   in Loop: Header=BB42_7 Depth=2
	xorl	%r9d, %r9d
.LBB42_12:                              # %.preheader
                                        #   Parent Loop BB42_6 Depth=1
                                        #     Parent Loop BB42_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	cmpl	$2176, %r14d                    # imm = 0x880
	ja	.LBB42_19
# %bb.13:                               # %.preheader
                                        #   in Loop: Header=BB42_12 Depth=3
	cmpl	$2176, %r9d                     # imm = 0x880
	ja	.LBB42_19
# %bb.14:                               #   in Loop: Header=BB42_12 Depth=3
	decl	%r14d
	movq	57344(%rbx,%r14,8), %r10
	cmpq	%rax, %r10
	je	.LBB42_15
# %bb.18:                               #   in Loop: Header=BB42_12 Depth=3
	movl	10432(%rbx,%r14,4), %r14d
	incl	%r9d
	testl	%r14d, %r14d
	jne	.LBB42_12
	jmp	.LBB42_19
	.p2align	4
.LBB42_20:                              #   in Loop: Header=BB42_6 Depth=1
	movq	8(%rsp), %rcx                   # 8-byte Reload
	decl	%r13d
	jne	.LBB42_6
	jmp	.LBB42_25
.LBB42_15:                              #   in Loop: Header=BB42_6 Depth=1
	addq	$4096, %r14                     # imm = 0x1000
	.p2align	4
.LBB42_16:                              # %.loopexit3
                                        #   in Loop: Header=BB42_6 Depth=1
	movq	8(%rsp), %rcx                   # 8-byte Reload
	movq	32(%rcx), %r12
	movq	96(%rcx), %rax
	testq	%rax, %rax
	je	.LBB42_17
# %bb.21:                               #   in Loop: Header=BB42_6 Depth=1
	#APP
	movl	%fs:(%rax), %eax
	#NO_APP
	movl	92(%rcx), %edi
	cmpl	%edi, %eax
	jae	.LBB42_22
.LBB42_23:                              # %b3
                                        #   in Loop: Header=BB42_6 Depth=1
	movl	%eax, %eax
	imulq	%rax, %r12
	addq	%r12, %rbx
	movq	16(%rsp), %rax                  # 8-byte Reload
	addq	77824(%rbx,%r14,8), %rax
	movq	%rax, 16(%rsp)                  # 8-byte Spill
	decl	%r13d
	je	.LBB42_25
.LBB42_6:                               # %b2
                                        # =>This Loop Header: Depth=1
                                        #     Child Loop BB42_7 Depth 2
                                        #       Child Loop BB42_8 Depth 3
                                        #       Child Loop BB42_12 Depth 3
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	movl	%ebp, %eax
	shrl	$8, %eax
	andl	$1023, %eax                     # imm = 0x3FF
	movq	40(%rcx), %rbx
	movq	(%rbx), %rdx
	xorq	%rax, %rdx
	mulxq	8(%rbx), %rcx, %rdx
	xorq	%rcx, %rdx
	movq	%rdx, %rcx
	shrq	$32, %rcx
	xorq	%rdx, %rcx
	movabsq	$-7046029254386353131, %rdx     # imm = 0x9E3779B97F4A7C15
	imulq	%rdx, %rcx
	movq	%rcx, %rdx
	shrq	$55, %rdx
	movl	%edx, %edi
	shll	$4, %edi
	leaq	192(%rbx,%rdi), %rdi
	andl	$127, %ecx
	movabsq	$72340172838076673, %r8         # imm = 0x101010101010101
	imulq	%r8, %rcx
	shll	$3, %edx
	addq	%r15, %rcx
	jmp	.LBB42_7
.LBB42_17:                              #   in Loop: Header=BB42_6 Depth=1
	movl	92(%rcx), %edi
.LBB42_22:                              #   in Loop: Header=BB42_6 Depth=1
	movq	%rsi, 32(%rsp)                  # 8-byte Spill
	movq	%r11, 24(%rsp)                  # 8-byte Spill
	movq	8(%rsp), %rax                   # 8-byte Reload
	callq	*104(%rax)
	movq	8(%rsp), %rcx                   # 8-byte Reload
	movq	24(%rsp), %r11                  # 8-byte Reload
	movq	32(%rsp), %rsi                  # 8-byte Reload
	jmp	.LBB42_23
.LBB42_25:                              # %b5
	movq	152(%rsi), %rax
	movq	16(%rsp), %rcx                  # 8-byte Reload
	movq	%rcx, (%rax)
	movl	%ebp, (%r11)
	movl	$2, %eax
.LBB42_4:                               # %common.ret
	addq	$40, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB42_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB42_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.lookup_percpu_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB42_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB42_4
.Lfunc_end42:
	.size	lookup_percpu_1k.v4, .Lfunc_end42-lookup_percpu_1k.v4
                                        # -- End function
	.section	.text.unlikely.,"ax",@progbits
	.hidden	lookup_percpu_1k.resolve        # -- Begin function lookup_percpu_1k.resolve
	.globl	lookup_percpu_1k.resolve
	.p2align	4
	.type	lookup_percpu_1k.resolve,@function
lookup_percpu_1k.resolve:               # @lookup_percpu_1k.resolve
# %bb.0:
	pushq	%rax
	callq	ebpfc.cpu
	cmpl	$2, %eax
	leaq	lookup_percpu_1k.v3(%rip), %rcx
	leaq	lookup_percpu_1k.v1(%rip), %rdx
	cmovaeq	%rcx, %rdx
	cmpl	$3, %eax
	leaq	lookup_percpu_1k.v4(%rip), %rax
	cmovneq	%rdx, %rax
	popq	%rcx
	retq
.Lfunc_end43:
	.size	lookup_percpu_1k.resolve, .Lfunc_end43-lookup_percpu_1k.resolve
                                        # -- End function
	.text
	.p2align	6                               # -- Begin function lookup_cells_1k.v1
	.type	lookup_cells_1k.v1,@function
lookup_cells_1k.v1:                     # @lookup_cells_1k.v1
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	pushq	%rax
	testq	%rsi, %rsi
	je	.LBB44_1
# %bb.5:                                # %bound
	movq	112(%rsi), %r14
	movq	144(%rsi), %rbx
	movl	(%rbx), %ebp
	movl	$-8192, %r12d                   # imm = 0xE000
	xorl	%r15d, %r15d
	jmp	.LBB44_6
	.p2align	4
.LBB44_12:                              # %b4
                                        #   in Loop: Header=BB44_6 Depth=1
	incl	%r12d
	je	.LBB44_13
.LBB44_6:                               # =>This Inner Loop Header: Depth=1
	movq	24(%r14), %r13
	movq	96(%r14), %rax
	testq	%rax, %rax
	je	.LBB44_7
# %bb.8:                                #   in Loop: Header=BB44_6 Depth=1
	#APP
	movl	%fs:(%rax), %eax
	#NO_APP
	movl	92(%r14), %edi
	cmpl	%edi, %eax
	jae	.LBB44_9
# %bb.10:                               # %ebpfc_inline_percpu_array_lookup.exit
                                        #   in Loop: Header=BB44_6 Depth=1
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	testq	%r13, %r13
	je	.LBB44_12
.LBB44_11:                              # %b3
                                        #   in Loop: Header=BB44_6 Depth=1
	movl	%eax, %eax
	imulq	32(%r14), %rax
	addq	%rax, %r13
	movl	%ebp, %eax
	shrl	$5, %eax
	andl	$8184, %eax                     # imm = 0x1FF8
	addq	(%rax,%r13), %r15
	jmp	.LBB44_12
.LBB44_7:                               #   in Loop: Header=BB44_6 Depth=1
	movl	92(%r14), %edi
.LBB44_9:                               #   in Loop: Header=BB44_6 Depth=1
	movq	%rsi, (%rsp)                    # 8-byte Spill
	callq	*104(%r14)
	movq	(%rsp), %rsi                    # 8-byte Reload
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	testq	%r13, %r13
	jne	.LBB44_11
	jmp	.LBB44_12
.LBB44_13:                              # %b5
	movq	152(%rsi), %rax
	movq	%r15, (%rax)
	movl	%ebp, (%rbx)
	movl	$2, %eax
.LBB44_4:                               # %common.ret
	addq	$8, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB44_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB44_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.lookup_cells_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB44_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB44_4
.Lfunc_end44:
	.size	lookup_cells_1k.v1, .Lfunc_end44-lookup_cells_1k.v1
                                        # -- End function
	.p2align	6                               # -- Begin function lookup_cells_1k.v3
	.type	lookup_cells_1k.v3,@function
lookup_cells_1k.v3:                     # @lookup_cells_1k.v3
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	pushq	%rax
	testq	%rsi, %rsi
	je	.LBB45_1
# %bb.5:                                # %bound
	movq	112(%rsi), %r14
	movq	144(%rsi), %rbx
	movl	(%rbx), %ebp
	movl	$-8192, %r12d                   # imm = 0xE000
	xorl	%r15d, %r15d
	jmp	.LBB45_6
	.p2align	4
.LBB45_12:                              # %b4
                                        #   in Loop: Header=BB45_6 Depth=1
	incl	%r12d
	je	.LBB45_13
.LBB45_6:                               # =>This Inner Loop Header: Depth=1
	movq	24(%r14), %r13
	movq	96(%r14), %rax
	testq	%rax, %rax
	je	.LBB45_7
# %bb.8:                                #   in Loop: Header=BB45_6 Depth=1
	#APP
	movl	%fs:(%rax), %eax
	#NO_APP
	movl	92(%r14), %edi
	cmpl	%edi, %eax
	jae	.LBB45_9
# %bb.10:                               # %ebpfc_inline_percpu_array_lookup.exit
                                        #   in Loop: Header=BB45_6 Depth=1
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	testq	%r13, %r13
	je	.LBB45_12
.LBB45_11:                              # %b3
                                        #   in Loop: Header=BB45_6 Depth=1
	movl	%eax, %eax
	imulq	32(%r14), %rax
	addq	%rax, %r13
	movl	%ebp, %eax
	shrl	$5, %eax
	andl	$8184, %eax                     # imm = 0x1FF8
	addq	(%rax,%r13), %r15
	jmp	.LBB45_12
.LBB45_7:                               #   in Loop: Header=BB45_6 Depth=1
	movl	92(%r14), %edi
.LBB45_9:                               #   in Loop: Header=BB45_6 Depth=1
	movq	%rsi, (%rsp)                    # 8-byte Spill
	callq	*104(%r14)
	movq	(%rsp), %rsi                    # 8-byte Reload
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	testq	%r13, %r13
	jne	.LBB45_11
	jmp	.LBB45_12
.LBB45_13:                              # %b5
	movq	152(%rsi), %rax
	movq	%r15, (%rax)
	movl	%ebp, (%rbx)
	movl	$2, %eax
.LBB45_4:                               # %common.ret
	addq	$8, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB45_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB45_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.lookup_cells_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB45_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB45_4
.Lfunc_end45:
	.size	lookup_cells_1k.v3, .Lfunc_end45-lookup_cells_1k.v3
                                        # -- End function
	.p2align	6                               # -- Begin function lookup_cells_1k.v4
	.type	lookup_cells_1k.v4,@function
lookup_cells_1k.v4:                     # @lookup_cells_1k.v4
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	pushq	%rax
	testq	%rsi, %rsi
	je	.LBB46_1
# %bb.5:                                # %bound
	movq	112(%rsi), %r14
	movq	144(%rsi), %rbx
	movl	(%rbx), %ebp
	movl	$-8192, %r12d                   # imm = 0xE000
	xorl	%r15d, %r15d
	jmp	.LBB46_6
	.p2align	4
.LBB46_12:                              # %b4
                                        #   in Loop: Header=BB46_6 Depth=1
	incl	%r12d
	je	.LBB46_13
.LBB46_6:                               # =>This Inner Loop Header: Depth=1
	movq	24(%r14), %r13
	movq	96(%r14), %rax
	testq	%rax, %rax
	je	.LBB46_7
# %bb.8:                                #   in Loop: Header=BB46_6 Depth=1
	#APP
	movl	%fs:(%rax), %eax
	#NO_APP
	movl	92(%r14), %edi
	cmpl	%edi, %eax
	jae	.LBB46_9
# %bb.10:                               # %ebpfc_inline_percpu_array_lookup.exit
                                        #   in Loop: Header=BB46_6 Depth=1
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	testq	%r13, %r13
	je	.LBB46_12
.LBB46_11:                              # %b3
                                        #   in Loop: Header=BB46_6 Depth=1
	movl	%eax, %eax
	imulq	32(%r14), %rax
	addq	%rax, %r13
	movl	%ebp, %eax
	shrl	$5, %eax
	andl	$8184, %eax                     # imm = 0x1FF8
	addq	(%rax,%r13), %r15
	jmp	.LBB46_12
.LBB46_7:                               #   in Loop: Header=BB46_6 Depth=1
	movl	92(%r14), %edi
.LBB46_9:                               #   in Loop: Header=BB46_6 Depth=1
	movq	%rsi, (%rsp)                    # 8-byte Spill
	callq	*104(%r14)
	movq	(%rsp), %rsi                    # 8-byte Reload
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	testq	%r13, %r13
	jne	.LBB46_11
	jmp	.LBB46_12
.LBB46_13:                              # %b5
	movq	152(%rsi), %rax
	movq	%r15, (%rax)
	movl	%ebp, (%rbx)
	movl	$2, %eax
.LBB46_4:                               # %common.ret
	addq	$8, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB46_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB46_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.lookup_cells_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB46_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB46_4
.Lfunc_end46:
	.size	lookup_cells_1k.v4, .Lfunc_end46-lookup_cells_1k.v4
                                        # -- End function
	.section	.text.unlikely.,"ax",@progbits
	.hidden	lookup_cells_1k.resolve         # -- Begin function lookup_cells_1k.resolve
	.globl	lookup_cells_1k.resolve
	.p2align	4
	.type	lookup_cells_1k.resolve,@function
lookup_cells_1k.resolve:                # @lookup_cells_1k.resolve
# %bb.0:
	pushq	%rax
	callq	ebpfc.cpu
	cmpl	$2, %eax
	leaq	lookup_cells_1k.v3(%rip), %rcx
	leaq	lookup_cells_1k.v1(%rip), %rdx
	cmovaeq	%rcx, %rdx
	cmpl	$3, %eax
	leaq	lookup_cells_1k.v4(%rip), %rax
	cmovneq	%rdx, %rax
	popq	%rcx
	retq
.Lfunc_end47:
	.size	lookup_cells_1k.resolve, .Lfunc_end47-lookup_cells_1k.resolve
                                        # -- End function
	.text
	.p2align	6                               # -- Begin function lookup_wide16_1k.v1
	.type	lookup_wide16_1k.v1,@function
lookup_wide16_1k.v1:                    # @lookup_wide16_1k.v1
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$40, %rsp
	testq	%rsi, %rsi
	je	.LBB48_1
# %bb.5:                                # %bound
	movabsq	$-9187201950435737472, %r8      # imm = 0x8080808080808080
	movq	120(%rsi), %r9
	movq	%rsi, 32(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 24(%rsp)                  # 8-byte Spill
	movl	(%rax), %edi
	movl	$8192, %r11d                    # imm = 0x2000
	movq	$0, 8(%rsp)                     # 8-byte Folded Spill
	movabsq	$72340172838076673, %r14        # imm = 0x101010101010101
	movabsq	$-72340172838076673, %r15       # imm = 0xFEFEFEFEFEFEFEFF
	jmp	.LBB48_6
	.p2align	4
.LBB48_7:                               #   Parent Loop BB48_6 Depth=1
                                        # =>  This Loop Header: Depth=2
                                        #       Child Loop BB48_8 Depth 3
                                        #       Child Loop BB48_15 Depth 3
	movl	8(%rbp), %ecx
	movq	(%rbp), %rbx
	xorq	%rax, %rbx
	movq	%rbx, %r10
	notq	%r10
	addq	%r15, %rbx
	andq	%r8, %r10
	andq	%rbx, %r10
	je	.LBB48_13
.LBB48_8:                               # %.preheader3
                                        #   Parent Loop BB48_6 Depth=1
                                        #     Parent Loop BB48_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	rep		bsfq	%r10, %rbx
	shrl	$3, %ebx
	orl	%edx, %ebx
	shll	$3, %ebx
	leaq	(%rbx,%rbx,2), %rbx
	movq	24576(%r13,%rbx), %rsi
	cmpq	%r12, %rsi
	jne	.LBB48_12
# %bb.9:                                #   in Loop: Header=BB48_8 Depth=3
	movq	24584(%r13,%rbx), %rsi
	testq	%rsi, %rsi
	je	.LBB48_10
.LBB48_12:                              #   in Loop: Header=BB48_8 Depth=3
	leaq	-1(%r10), %rsi
	andq	%rsi, %r10
	jne	.LBB48_8
	jmp	.LBB48_13
	.p2align	4
.LBB48_10:                              #   in Loop: Header=BB48_7 Depth=2
	#MEMBARRIER
	movl	8(%rbp), %esi
	cmpl	%ecx, %esi
	je	.LBB48_11
.LBB48_13:                              # %.loopexit4
                                        #   in Loop: Header=BB48_7 Depth=2
	movl	12(%rbp), %r10d
	testl	%r10d, %r10d
	jne	.LBB48_14
.LBB48_21:                              # %.loopexit
                                        #   in Loop: Header=BB48_7 Depth=2
	#MEMBARRIER
	movl	8(%rbp), %esi
	cmpl	%ecx, %esi
	je	.LBB48_22
	jmp	.LBB48_7
.LBB48_14:                              # %.preheader.preheader
                                        #   in Loop: Header=BB48_7 Depth=2
	xorl	%esi, %esi
	jmp	.LBB48_15
.LBB48_19:                              #   in Loop: Header=BB48_15 Depth=3
	movl	10432(%r13,%r10,4), %r10d
	movl	20(%rsp), %esi                  # 4-byte Reload
	incl	%esi
	testl	%r10d, %r10d
	je	.LBB48_21
.LBB48_15:                              # %.preheader
                                        #   Parent Loop BB48_6 Depth=1
                                        #     Parent Loop BB48_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	cmpl	$2176, %r10d                    # imm = 0x880
	ja	.LBB48_21
# %bb.16:                               # %.preheader
                                        #   in Loop: Header=BB48_15 Depth=3
	cmpl	$2176, %esi                     # imm = 0x880
	ja	.LBB48_21
# %bb.17:                               #   in Loop: Header=BB48_15 Depth=3
	movl	%esi, 20(%rsp)                  # 4-byte Spill
	decl	%r10d
	leaq	(,%r10,8), %rbx
	leaq	(%rbx,%rbx,2), %rsi
	movq	122880(%r13,%rsi), %rsi
	cmpq	%r12, %rsi
	jne	.LBB48_19
# %bb.18:                               #   in Loop: Header=BB48_15 Depth=3
	leaq	(%rbx,%rbx,2), %rbx
	addq	$98304, %rbx                    # imm = 0x18000
	movq	24584(%r13,%rbx), %rsi
	testq	%rsi, %rsi
	jne	.LBB48_19
# %bb.20:                               #   in Loop: Header=BB48_7 Depth=2
	#MEMBARRIER
	movl	8(%rbp), %esi
	cmpl	%ecx, %esi
	jne	.LBB48_21
.LBB48_11:                              # %b3
                                        #   in Loop: Header=BB48_6 Depth=1
	movq	8(%rsp), %rax                   # 8-byte Reload
	addq	24592(%r13,%rbx), %rax
	movq	%rax, 8(%rsp)                   # 8-byte Spill
	.p2align	4
.LBB48_22:                              # %b4
                                        #   in Loop: Header=BB48_6 Depth=1
	decl	%r11d
	je	.LBB48_23
.LBB48_6:                               # %b2
                                        # =>This Loop Header: Depth=1
                                        #     Child Loop BB48_7 Depth 2
                                        #       Child Loop BB48_8 Depth 3
                                        #       Child Loop BB48_15 Depth 3
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	addl	$1013904223, %edi               # imm = 0x3C6EF35F
	movl	%edi, %r12d
	shrl	$8, %r12d
	andl	$1023, %r12d                    # imm = 0x3FF
	movq	40(%r9), %r13
	movq	(%r13), %rcx
	movq	%rcx, %rax
	xorq	%r12, %rax
	mulq	8(%r13)
	xorq	%rdx, %rax
	mulq	%rcx
	xorq	%rax, %rdx
	movq	%rdx, %rax
	shrq	$32, %rax
	xorq	%rdx, %rax
	movabsq	$-7046029254386353131, %rcx     # imm = 0x9E3779B97F4A7C15
	imulq	%rcx, %rax
	movq	%rax, %rdx
	shrq	$55, %rdx
	movl	%edx, %ecx
	shll	$4, %ecx
	leaq	(%rcx,%r13), %rbp
	addq	$192, %rbp
	andl	$127, %eax
	imulq	%r14, %rax
	shll	$3, %edx
	addq	%r8, %rax
	jmp	.LBB48_7
.LBB48_23:                              # %b5
	movq	32(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	8(%rsp), %rcx                   # 8-byte Reload
	movq	%rcx, (%rax)
	movq	24(%rsp), %rax                  # 8-byte Reload
	movl	%edi, (%rax)
	movl	$2, %eax
.LBB48_4:                               # %common.ret
	addq	$40, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB48_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB48_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.lookup_wide16_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB48_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB48_4
.Lfunc_end48:
	.size	lookup_wide16_1k.v1, .Lfunc_end48-lookup_wide16_1k.v1
                                        # -- End function
	.p2align	6                               # -- Begin function lookup_wide16_1k.v3
	.type	lookup_wide16_1k.v3,@function
lookup_wide16_1k.v3:                    # @lookup_wide16_1k.v3
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$40, %rsp
	testq	%rsi, %rsi
	je	.LBB49_1
# %bb.5:                                # %bound
	movabsq	$-9187201950435737472, %rdi     # imm = 0x8080808080808080
	movq	120(%rsi), %r8
	movq	%rsi, 32(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 24(%rsp)                  # 8-byte Spill
	movl	(%rax), %ecx
	movl	$8192, %r10d                    # imm = 0x2000
	movq	$0, 8(%rsp)                     # 8-byte Folded Spill
	movabsq	$72340172838076673, %rbx        # imm = 0x101010101010101
	movabsq	$-72340172838076673, %r14       # imm = 0xFEFEFEFEFEFEFEFF
	jmp	.LBB49_6
	.p2align	4
.LBB49_7:                               #   Parent Loop BB49_6 Depth=1
                                        # =>  This Loop Header: Depth=2
                                        #       Child Loop BB49_8 Depth 3
                                        #       Child Loop BB49_15 Depth 3
	movl	8(%rbp), %eax
	movq	(%rbp), %r9
	xorq	%rdx, %r9
	andnq	%rdi, %r9, %r11
	addq	%r14, %r9
	andq	%r11, %r9
	je	.LBB49_13
.LBB49_8:                               # %.preheader3
                                        #   Parent Loop BB49_6 Depth=1
                                        #     Parent Loop BB49_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	tzcntq	%r9, %r11
	shrl	$3, %r11d
	orl	%r13d, %r11d
	shll	$3, %r11d
	leaq	(%r11,%r11,2), %r11
	movq	24576(%r12,%r11), %rsi
	cmpq	%r15, %rsi
	jne	.LBB49_12
# %bb.9:                                #   in Loop: Header=BB49_8 Depth=3
	movq	24584(%r12,%r11), %rsi
	testq	%rsi, %rsi
	je	.LBB49_10
.LBB49_12:                              #   in Loop: Header=BB49_8 Depth=3
	blsrq	%r9, %r9
	jne	.LBB49_8
	jmp	.LBB49_13
	.p2align	4
.LBB49_10:                              #   in Loop: Header=BB49_7 Depth=2
	#MEMBARRIER
	movl	8(%rbp), %esi
	cmpl	%eax, %esi
	je	.LBB49_11
.LBB49_13:                              # %.loopexit4
                                        #   in Loop: Header=BB49_7 Depth=2
	movl	12(%rbp), %r9d
	testl	%r9d, %r9d
	jne	.LBB49_14
.LBB49_21:                              # %.loopexit
                                        #   in Loop: Header=BB49_7 Depth=2
	#MEMBARRIER
	movl	8(%rbp), %esi
	cmpl	%eax, %esi
	je	.LBB49_22
	jmp	.LBB49_7
.LBB49_14:                              # %.preheader.preheader
                                        #   in Loop: Header=BB49_7 Depth=2
	xorl	%esi, %esi
	jmp	.LBB49_15
.LBB49_19:                              #   in Loop: Header=BB49_15 Depth=3
	movl	10432(%r12,%r9,4), %r9d
	movl	20(%rsp), %esi                  # 4-byte Reload
	incl	%esi
	testl	%r9d, %r9d
	je	.LBB49_21
.LBB49_15:                              # %.preheader
                                        #   Parent Loop BB49_6 Depth=1
                                        #     Parent Loop BB49_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	cmpl	$2176, %r9d                     # imm = 0x880
	ja	.LBB49_21
# %bb.16:                               # %.preheader
                                        #   in Loop: Header=BB49_15 Depth=3
	cmpl	$2176, %esi                     # imm = 0x880
	ja	.LBB49_21
# %bb.17:                               #   in Loop: Header=BB49_15 Depth=3
	movl	%esi, 20(%rsp)                  # 4-byte Spill
	decl	%r9d
	leaq	(,%r9,8), %r11
	leaq	(%r11,%r11,2), %rsi
	movq	122880(%r12,%rsi), %rsi
	cmpq	%r15, %rsi
	jne	.LBB49_19
# %bb.18:                               #   in Loop: Header=BB49_15 Depth=3
	leaq	(%r11,%r11,2), %r11
	addq	$98304, %r11                    # imm = 0x18000
	movq	24584(%r12,%r11), %rsi
	testq	%rsi, %rsi
	jne	.LBB49_19
# %bb.20:                               #   in Loop: Header=BB49_7 Depth=2
	#MEMBARRIER
	movl	8(%rbp), %esi
	cmpl	%eax, %esi
	jne	.LBB49_21
.LBB49_11:                              # %b3
                                        #   in Loop: Header=BB49_6 Depth=1
	movq	8(%rsp), %rax                   # 8-byte Reload
	addq	24592(%r12,%r11), %rax
	movq	%rax, 8(%rsp)                   # 8-byte Spill
	.p2align	4
.LBB49_22:                              # %b4
                                        #   in Loop: Header=BB49_6 Depth=1
	decl	%r10d
	je	.LBB49_23
.LBB49_6:                               # %b2
                                        # =>This Loop Header: Depth=1
                                        #     Child Loop BB49_7 Depth 2
                                        #       Child Loop BB49_8 Depth 3
                                        #       Child Loop BB49_15 Depth 3
	imull	$1664525, %ecx, %ecx            # imm = 0x19660D
	addl	$1013904223, %ecx               # imm = 0x3C6EF35F
	movl	%ecx, %r15d
	shrl	$8, %r15d
	andl	$1023, %r15d                    # imm = 0x3FF
	movq	40(%r8), %r12
	movq	(%r12), %rax
	movq	%rax, %rdx
	xorq	%r15, %rdx
	mulxq	8(%r12), %r9, %rdx
	xorq	%r9, %rdx
	mulxq	%rax, %rax, %r9
	xorq	%rax, %r9
	movq	%r9, %rdx
	shrq	$32, %rdx
	xorq	%r9, %rdx
	movabsq	$-7046029254386353131, %rax     # imm = 0x9E3779B97F4A7C15
	imulq	%rax, %rdx
	movq	%rdx, %r13
	shrq	$55, %r13
	movl	%r13d, %eax
	shll	$4, %eax
	leaq	(%r12,%rax), %rbp
	addq	$192, %rbp
	andl	$127, %edx
	imulq	%rbx, %rdx
	shll	$3, %r13d
	addq	%rdi, %rdx
	jmp	.LBB49_7
.LBB49_23:                              # %b5
	movq	32(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	8(%rsp), %rdx                   # 8-byte Reload
	movq	%rdx, (%rax)
	movq	24(%rsp), %rax                  # 8-byte Reload
	movl	%ecx, (%rax)
	movl	$2, %eax
.LBB49_4:                               # %common.ret
	addq	$40, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB49_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB49_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.lookup_wide16_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB49_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB49_4
.Lfunc_end49:
	.size	lookup_wide16_1k.v3, .Lfunc_end49-lookup_wide16_1k.v3
                                        # -- End function
	.p2align	6                               # -- Begin function lookup_wide16_1k.v4
	.type	lookup_wide16_1k.v4,@function
lookup_wide16_1k.v4:                    # @lookup_wide16_1k.v4
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$40, %rsp
	testq	%rsi, %rsi
	je	.LBB50_1
# %bb.5:                                # %bound
	movabsq	$-9187201950435737472, %rdi     # imm = 0x8080808080808080
	movq	120(%rsi), %r8
	movq	%rsi, 32(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 24(%rsp)                  # 8-byte Spill
	movl	(%rax), %ecx
	movl	$8192, %r10d                    # imm = 0x2000
	movq	$0, 8(%rsp)                     # 8-byte Folded Spill
	movabsq	$72340172838076673, %rbx        # imm = 0x101010101010101
	movabsq	$-72340172838076673, %r14       # imm = 0xFEFEFEFEFEFEFEFF
	jmp	.LBB50_6
	.p2align	4
.LBB50_7:                               #   Parent Loop BB50_6 Depth=1
                                        # =>  This Loop Header: Depth=2
                                        #       Child Loop BB50_8 Depth 3
                                        #       Child Loop BB50_15 Depth 3
	movl	8(%rbp), %eax
	movq	(%rbp), %r9
	xorq	%rdx, %r9
	andnq	%rdi, %r9, %r11
	addq	%r14, %r9
	andq	%r11, %r9
	je	.LBB50_13
.LBB50_8:                               # %.preheader3
                                        #   Parent Loop BB50_6 Depth=1
                                        #     Parent Loop BB50_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	tzcntq	%r9, %r11
	shrl	$3, %r11d
	orl	%r13d, %r11d
	shll	$3, %r11d
	leaq	(%r11,%r11,2), %r11
	movq	24576(%r12,%r11), %rsi
	cmpq	%r15, %rsi
	jne	.LBB50_12
# %bb.9:                                #   in Loop: Header=BB50_8 Depth=3
	movq	24584(%r12,%r11), %rsi
	testq	%rsi, %rsi
	je	.LBB50_10
.LBB50_12:                              #   in Loop: Header=BB50_8 Depth=3
	blsrq	%r9, %r9
	jne	.LBB50_8
	jmp	.LBB50_13
	.p2align	4
.LBB50_10:                              #   in Loop: Header=BB50_7 Depth=2
	#MEMBARRIER
	movl	8(%rbp), %esi
	cmpl	%eax, %esi
	je	.LBB50_11
.LBB50_13:                              # %.loopexit4
                                        #   in Loop: Header=BB50_7 Depth=2
	movl	12(%rbp), %r9d
	testl	%r9d, %r9d
	jne	.LBB50_14
.LBB50_21:                              # %.loopexit
                                        #   in Loop: Header=BB50_7 Depth=2
	#MEMBARRIER
	movl	8(%rbp), %esi
	cmpl	%eax, %esi
	je	.LBB50_22
	jmp	.LBB50_7
.LBB50_14:                              # %.preheader.preheader
                                        #   in Loop: Header=BB50_7 Depth=2
	xorl	%esi, %esi
	jmp	.LBB50_15
.LBB50_19:                              #   in Loop: Header=BB50_15 Depth=3
	movl	10432(%r12,%r9,4), %r9d
	movl	20(%rsp), %esi                  # 4-byte Reload
	incl	%esi
	testl	%r9d, %r9d
	je	.LBB50_21
.LBB50_15:                              # %.preheader
                                        #   Parent Loop BB50_6 Depth=1
                                        #     Parent Loop BB50_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	cmpl	$2176, %r9d                     # imm = 0x880
	ja	.LBB50_21
# %bb.16:                               # %.preheader
                                        #   in Loop: Header=BB50_15 Depth=3
	cmpl	$2176, %esi                     # imm = 0x880
	ja	.LBB50_21
# %bb.17:                               #   in Loop: Header=BB50_15 Depth=3
	movl	%esi, 20(%rsp)                  # 4-byte Spill
	decl	%r9d
	leaq	(,%r9,8), %r11
	leaq	(%r11,%r11,2), %rsi
	movq	122880(%r12,%rsi), %rsi
	cmpq	%r15, %rsi
	jne	.LBB50_19
# %bb.18:                               #   in Loop: Header=BB50_15 Depth=3
	leaq	98304(%r11,%r11,2), %r11
	movq	24584(%r12,%r11), %rsi
	testq	%rsi, %rsi
	jne	.LBB50_19
# %bb.20:                               #   in Loop: Header=BB50_7 Depth=2
	#MEMBARRIER
	movl	8(%rbp), %esi
	cmpl	%eax, %esi
	jne	.LBB50_21
.LBB50_11:                              # %b3
                                        #   in Loop: Header=BB50_6 Depth=1
	movq	8(%rsp), %rax                   # 8-byte Reload
	addq	24592(%r12,%r11), %rax
	movq	%rax, 8(%rsp)                   # 8-byte Spill
	.p2align	4
.LBB50_22:                              # %b4
                                        #   in Loop: Header=BB50_6 Depth=1
	decl	%r10d
	je	.LBB50_23
.LBB50_6:                               # %b2
                                        # =>This Loop Header: Depth=1
                                        #     Child Loop BB50_7 Depth 2
                                        #       Child Loop BB50_8 Depth 3
                                        #       Child Loop BB50_15 Depth 3
	imull	$1664525, %ecx, %ecx            # imm = 0x19660D
	addl	$1013904223, %ecx               # imm = 0x3C6EF35F
	movl	%ecx, %r15d
	shrl	$8, %r15d
	andl	$1023, %r15d                    # imm = 0x3FF
	movq	40(%r8), %r12
	movq	(%r12), %rax
	movq	%rax, %rdx
	xorq	%r15, %rdx
	mulxq	8(%r12), %r9, %rdx
	xorq	%r9, %rdx
	mulxq	%rax, %rax, %r9
	xorq	%rax, %r9
	movq	%r9, %rdx
	shrq	$32, %rdx
	xorq	%r9, %rdx
	movabsq	$-7046029254386353131, %rax     # imm = 0x9E3779B97F4A7C15
	imulq	%rax, %rdx
	movq	%rdx, %r13
	shrq	$55, %r13
	movl	%r13d, %eax
	shll	$4, %eax
	leaq	192(%r12,%rax), %rbp
	andl	$127, %edx
	imulq	%rbx, %rdx
	shll	$3, %r13d
	addq	%rdi, %rdx
	jmp	.LBB50_7
.LBB50_23:                              # %b5
	movq	32(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	8(%rsp), %rdx                   # 8-byte Reload
	movq	%rdx, (%rax)
	movq	24(%rsp), %rax                  # 8-byte Reload
	movl	%ecx, (%rax)
	movl	$2, %eax
.LBB50_4:                               # %common.ret
	addq	$40, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB50_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB50_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.lookup_wide16_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB50_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB50_4
.Lfunc_end50:
	.size	lookup_wide16_1k.v4, .Lfunc_end50-lookup_wide16_1k.v4
                                        # -- End function
	.section	.text.unlikely.,"ax",@progbits
	.hidden	lookup_wide16_1k.resolve        # -- Begin function lookup_wide16_1k.resolve
	.globl	lookup_wide16_1k.resolve
	.p2align	4
	.type	lookup_wide16_1k.resolve,@function
lookup_wide16_1k.resolve:               # @lookup_wide16_1k.resolve
# %bb.0:
	pushq	%rax
	callq	ebpfc.cpu
	cmpl	$2, %eax
	leaq	lookup_wide16_1k.v3(%rip), %rcx
	leaq	lookup_wide16_1k.v1(%rip), %rdx
	cmovaeq	%rcx, %rdx
	cmpl	$3, %eax
	leaq	lookup_wide16_1k.v4(%rip), %rax
	cmovneq	%rdx, %rax
	popq	%rcx
	retq
.Lfunc_end51:
	.size	lookup_wide16_1k.resolve, .Lfunc_end51-lookup_wide16_1k.resolve
                                        # -- End function
	.text
	.p2align	6                               # -- Begin function lookup_wide64_1k.v1
	.type	lookup_wide64_1k.v1,@function
lookup_wide64_1k.v1:                    # @lookup_wide64_1k.v1
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$40, %rsp
	testq	%rsi, %rsi
	je	.LBB52_1
# %bb.5:                                # %bound
	movabsq	$-9187201950435737472, %r8      # imm = 0x8080808080808080
	movq	128(%rsi), %r9
	movq	%rsi, 32(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 24(%rsp)                  # 8-byte Spill
	movl	(%rax), %edi
	movl	$8192, %r11d                    # imm = 0x2000
	movq	$0, 8(%rsp)                     # 8-byte Folded Spill
	movabsq	$72340172838076673, %r14        # imm = 0x101010101010101
	movabsq	$-72340172838076673, %r15       # imm = 0xFEFEFEFEFEFEFEFF
	jmp	.LBB52_6
	.p2align	4
.LBB52_7:                               #   Parent Loop BB52_6 Depth=1
                                        # =>  This Loop Header: Depth=2
                                        #       Child Loop BB52_8 Depth 3
                                        #       Child Loop BB52_21 Depth 3
	movl	8(%rbp), %ecx
	movq	(%rbp), %r10
	xorq	%rax, %r10
	movq	%r10, %rbx
	notq	%rbx
	addq	%r15, %r10
	andq	%r8, %rbx
	andq	%r10, %rbx
	je	.LBB52_19
.LBB52_8:                               # %.preheader5
                                        #   Parent Loop BB52_6 Depth=1
                                        #     Parent Loop BB52_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	rep		bsfq	%rbx, %r10
	shrl	$3, %r10d
	orl	%edx, %r10d
	shll	$3, %r10d
	leaq	(%r10,%r10,8), %r10
	movq	24576(%r13,%r10), %rsi
	cmpq	%r12, %rsi
	jne	.LBB52_18
# %bb.9:                                #   in Loop: Header=BB52_8 Depth=3
	movq	24584(%r13,%r10), %rsi
	testq	%rsi, %rsi
	jne	.LBB52_18
# %bb.10:                               #   in Loop: Header=BB52_8 Depth=3
	movq	24592(%r13,%r10), %rsi
	testq	%rsi, %rsi
	jne	.LBB52_18
# %bb.11:                               #   in Loop: Header=BB52_8 Depth=3
	movq	24600(%r13,%r10), %rsi
	testq	%rsi, %rsi
	jne	.LBB52_18
# %bb.12:                               #   in Loop: Header=BB52_8 Depth=3
	movq	24608(%r13,%r10), %rsi
	testq	%rsi, %rsi
	jne	.LBB52_18
# %bb.13:                               #   in Loop: Header=BB52_8 Depth=3
	movq	24616(%r13,%r10), %rsi
	testq	%rsi, %rsi
	jne	.LBB52_18
# %bb.14:                               #   in Loop: Header=BB52_8 Depth=3
	movq	24624(%r13,%r10), %rsi
	testq	%rsi, %rsi
	jne	.LBB52_18
# %bb.15:                               #   in Loop: Header=BB52_8 Depth=3
	movq	24632(%r13,%r10), %rsi
	testq	%rsi, %rsi
	je	.LBB52_16
.LBB52_18:                              #   in Loop: Header=BB52_8 Depth=3
	leaq	-1(%rbx), %rsi
	andq	%rsi, %rbx
	jne	.LBB52_8
	jmp	.LBB52_19
	.p2align	4
.LBB52_16:                              #   in Loop: Header=BB52_7 Depth=2
	#MEMBARRIER
	movl	8(%rbp), %esi
	cmpl	%ecx, %esi
	je	.LBB52_17
.LBB52_19:                              # %.loopexit6
                                        #   in Loop: Header=BB52_7 Depth=2
	movl	12(%rbp), %ebx
	testl	%ebx, %ebx
	jne	.LBB52_20
.LBB52_33:                              # %.loopexit
                                        #   in Loop: Header=BB52_7 Depth=2
	#MEMBARRIER
	movl	8(%rbp), %esi
	cmpl	%ecx, %esi
	je	.LBB52_34
	jmp	.LBB52_7
.LBB52_20:                              # %.preheader.preheader
                                        #   in Loop: Header=BB52_7 Depth=2
	xorl	%esi, %esi
	jmp	.LBB52_21
	.p2align	4
.LBB52_31:                              #   in Loop: Header=BB52_21 Depth=3
	movl	10432(%r13,%rbx,4), %ebx
	movl	20(%rsp), %esi                  # 4-byte Reload
	incl	%esi
	testl	%ebx, %ebx
	je	.LBB52_33
.LBB52_21:                              # %.preheader
                                        #   Parent Loop BB52_6 Depth=1
                                        #     Parent Loop BB52_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	cmpl	$2176, %ebx                     # imm = 0x880
	ja	.LBB52_33
# %bb.22:                               # %.preheader
                                        #   in Loop: Header=BB52_21 Depth=3
	cmpl	$2176, %esi                     # imm = 0x880
	ja	.LBB52_33
# %bb.23:                               #   in Loop: Header=BB52_21 Depth=3
	movl	%esi, 20(%rsp)                  # 4-byte Spill
	decl	%ebx
	leaq	(,%rbx,8), %r10
	leaq	(%r10,%r10,8), %rsi
	movq	319488(%r13,%rsi), %rsi
	cmpq	%r12, %rsi
	jne	.LBB52_31
# %bb.24:                               #   in Loop: Header=BB52_21 Depth=3
	leaq	(%r10,%r10,8), %r10
	addq	$294912, %r10                   # imm = 0x48000
	movq	24584(%r13,%r10), %rsi
	testq	%rsi, %rsi
	jne	.LBB52_31
# %bb.25:                               #   in Loop: Header=BB52_21 Depth=3
	movq	24592(%r13,%r10), %rsi
	testq	%rsi, %rsi
	jne	.LBB52_31
# %bb.26:                               #   in Loop: Header=BB52_21 Depth=3
	movq	24600(%r13,%r10), %rsi
	testq	%rsi, %rsi
	jne	.LBB52_31
# %bb.27:                               #   in Loop: Header=BB52_21 Depth=3
	movq	24608(%r13,%r10), %rsi
	testq	%rsi, %rsi
	jne	.LBB52_31
# %bb.28:                               #   in Loop: Header=BB52_21 Depth=3
	movq	24616(%r13,%r10), %rsi
	testq	%rsi, %rsi
	jne	.LBB52_31
# %bb.29:                               #   in Loop: Header=BB52_21 Depth=3
	movq	24624(%r13,%r10), %rsi
	testq	%rsi, %rsi
	jne	.LBB52_31
# %bb.30:                               #   in Loop: Header=BB52_21 Depth=3
	movq	24632(%r13,%r10), %rsi
	testq	%rsi, %rsi
	jne	.LBB52_31
# %bb.32:                               #   in Loop: Header=BB52_7 Depth=2
	#MEMBARRIER
	movl	8(%rbp), %esi
	cmpl	%ecx, %esi
	jne	.LBB52_33
.LBB52_17:                              # %b3
                                        #   in Loop: Header=BB52_6 Depth=1
	movq	8(%rsp), %rax                   # 8-byte Reload
	addq	24640(%r13,%r10), %rax
	movq	%rax, 8(%rsp)                   # 8-byte Spill
	.p2align	4
.LBB52_34:                              # %b4
                                        #   in Loop: Header=BB52_6 Depth=1
	decl	%r11d
	je	.LBB52_35
.LBB52_6:                               # =>This Loop Header: Depth=1
                                        #     Child Loop BB52_7 Depth 2
                                        #       Child Loop BB52_8 Depth 3
                                        #       Child Loop BB52_21 Depth 3
	imull	$1664525, %edi, %edi            # imm = 0x19660D
	addl	$1013904223, %edi               # imm = 0x3C6EF35F
	movl	%edi, %r12d
	shrl	$8, %r12d
	andl	$1023, %r12d                    # imm = 0x3FF
	movq	40(%r9), %r13
	movq	(%r13), %rcx
	movq	%rcx, %rax
	xorq	%r12, %rax
	mulq	8(%r13)
	xorq	%rdx, %rax
	mulq	%rcx
	xorq	%rdx, %rax
	mulq	%rcx
	xorq	%rdx, %rax
	mulq	%rcx
	xorq	%rdx, %rax
	mulq	%rcx
	xorq	%rdx, %rax
	mulq	%rcx
	xorq	%rdx, %rax
	mulq	%rcx
	xorq	%rdx, %rax
	mulq	%rcx
	xorq	%rax, %rdx
	movq	%rdx, %rax
	shrq	$32, %rax
	xorq	%rdx, %rax
	movabsq	$-7046029254386353131, %rcx     # imm = 0x9E3779B97F4A7C15
	imulq	%rcx, %rax
	movq	%rax, %rdx
	shrq	$55, %rdx
	movl	%edx, %ecx
	shll	$4, %ecx
	leaq	(%rcx,%r13), %rbp
	addq	$192, %rbp
	andl	$127, %eax
	imulq	%r14, %rax
	shll	$3, %edx
	addq	%r8, %rax
	jmp	.LBB52_7
.LBB52_35:                              # %b5
	movq	32(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	8(%rsp), %rcx                   # 8-byte Reload
	movq	%rcx, (%rax)
	movq	24(%rsp), %rax                  # 8-byte Reload
	movl	%edi, (%rax)
	movl	$2, %eax
.LBB52_4:                               # %common.ret
	addq	$40, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB52_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB52_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.lookup_wide64_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB52_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB52_4
.Lfunc_end52:
	.size	lookup_wide64_1k.v1, .Lfunc_end52-lookup_wide64_1k.v1
                                        # -- End function
	.p2align	6                               # -- Begin function lookup_wide64_1k.v3
	.type	lookup_wide64_1k.v3,@function
lookup_wide64_1k.v3:                    # @lookup_wide64_1k.v3
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$40, %rsp
	testq	%rsi, %rsi
	je	.LBB53_1
# %bb.5:                                # %bound
	movabsq	$-9187201950435737472, %rdi     # imm = 0x8080808080808080
	movq	128(%rsi), %r8
	movq	%rsi, 32(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 24(%rsp)                  # 8-byte Spill
	movl	(%rax), %ecx
	movl	$8192, %r10d                    # imm = 0x2000
	movq	$0, 8(%rsp)                     # 8-byte Folded Spill
	movabsq	$72340172838076673, %rbx        # imm = 0x101010101010101
	movabsq	$-72340172838076673, %r14       # imm = 0xFEFEFEFEFEFEFEFF
	jmp	.LBB53_6
	.p2align	4
.LBB53_7:                               #   Parent Loop BB53_6 Depth=1
                                        # =>  This Loop Header: Depth=2
                                        #       Child Loop BB53_8 Depth 3
                                        #       Child Loop BB53_21 Depth 3
	movl	8(%rbp), %eax
	movq	(%rbp), %r11
	xorq	%rdx, %r11
	andnq	%rdi, %r11, %r9
	addq	%r14, %r11
	andq	%r9, %r11
	je	.LBB53_19
.LBB53_8:                               # %.preheader5
                                        #   Parent Loop BB53_6 Depth=1
                                        #     Parent Loop BB53_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	tzcntq	%r11, %r9
	shrl	$3, %r9d
	orl	%r13d, %r9d
	shll	$3, %r9d
	leaq	(%r9,%r9,8), %r9
	movq	24576(%r12,%r9), %rsi
	cmpq	%r15, %rsi
	jne	.LBB53_18
# %bb.9:                                #   in Loop: Header=BB53_8 Depth=3
	movq	24584(%r12,%r9), %rsi
	testq	%rsi, %rsi
	jne	.LBB53_18
# %bb.10:                               #   in Loop: Header=BB53_8 Depth=3
	movq	24592(%r12,%r9), %rsi
	testq	%rsi, %rsi
	jne	.LBB53_18
# %bb.11:                               #   in Loop: Header=BB53_8 Depth=3
	movq	24600(%r12,%r9), %rsi
	testq	%rsi, %rsi
	jne	.LBB53_18
# %bb.12:                               #   in Loop: Header=BB53_8 Depth=3
	movq	24608(%r12,%r9), %rsi
	testq	%rsi, %rsi
	jne	.LBB53_18
# %bb.13:                               #   in Loop: Header=BB53_8 Depth=3
	movq	24616(%r12,%r9), %rsi
	testq	%rsi, %rsi
	jne	.LBB53_18
# %bb.14:                               #   in Loop: Header=BB53_8 Depth=3
	movq	24624(%r12,%r9), %rsi
	testq	%rsi, %rsi
	jne	.LBB53_18
# %bb.15:                               #   in Loop: Header=BB53_8 Depth=3
	movq	24632(%r12,%r9), %rsi
	testq	%rsi, %rsi
	je	.LBB53_16
.LBB53_18:                              #   in Loop: Header=BB53_8 Depth=3
	blsrq	%r11, %r11
	jne	.LBB53_8
	jmp	.LBB53_19
	.p2align	4
.LBB53_16:                              #   in Loop: Header=BB53_7 Depth=2
	#MEMBARRIER
	movl	8(%rbp), %esi
	cmpl	%eax, %esi
	je	.LBB53_17
.LBB53_19:                              # %.loopexit6
                                        #   in Loop: Header=BB53_7 Depth=2
	movl	12(%rbp), %r11d
	testl	%r11d, %r11d
	jne	.LBB53_20
.LBB53_33:                              # %.loopexit
                                        #   in Loop: Header=BB53_7 Depth=2
	#MEMBARRIER
	movl	8(%rbp), %esi
	cmpl	%eax, %esi
	je	.LBB53_34
	jmp	.LBB53_7
.LBB53_20:                              # %.preheader.preheader
                                        #   in Loop: Header=BB53_7 Depth=2
	xorl	%esi, %esi
	jmp	.LBB53_21
	.p2align	4
.LBB53_31:                              #   in Loop: Header=BB53_21 Depth=3
	movl	10432(%r12,%r11,4), %r11d
	movl	20(%rsp), %esi                  # 4-byte Reload
	incl	%esi
	testl	%r11d, %r11d
	je	.LBB53_33
.LBB53_21:                              # %.preheader
                                        #   Parent Loop BB53_6 Depth=1
                                        #     Parent Loop BB53_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	cmpl	$2176, %r11d                    # imm = 0x880
	ja	.LBB53_33
# %bb.22:                               # %.preheader
                                        #   in Loop: Header=BB53_21 Depth=3
	cmpl	$2176, %esi                     # imm = 0x880
	ja	.LBB53_33
# %bb.23:                               #   in Loop: Header=BB53_21 Depth=3
	movl	%esi, 20(%rsp)                  # 4-byte Spill
	decl	%r11d
	leaq	(,%r11,8), %r9
	leaq	(%r9,%r9,8), %rsi
	movq	319488(%r12,%rsi), %rsi
	cmpq	%r15, %rsi
	jne	.LBB53_31
# %bb.24:                               #   in Loop: Header=BB53_21 Depth=3
	leaq	(%r9,%r9,8), %r9
	addq	$294912, %r9                    # imm = 0x48000
	movq	24584(%r12,%r9), %rsi
	testq	%rsi, %rsi
	jne	.LBB53_31
# %bb.25:                               #   in Loop: Header=BB53_21 Depth=3
	movq	24592(%r12,%r9), %rsi
	testq	%rsi, %rsi
	jne	.LBB53_31
# %bb.26:                               #   in Loop: Header=BB53_21 Depth=3
	movq	24600(%r12,%r9), %rsi
	testq	%rsi, %rsi
	jne	.LBB53_31
# %bb.27:                               #   in Loop: Header=BB53_21 Depth=3
	movq	24608(%r12,%r9), %rsi
	testq	%rsi, %rsi
	jne	.LBB53_31
# %bb.28:                               #   in Loop: Header=BB53_21 Depth=3
	movq	24616(%r12,%r9), %rsi
	testq	%rsi, %rsi
	jne	.LBB53_31
# %bb.29:                               #   in Loop: Header=BB53_21 Depth=3
	movq	24624(%r12,%r9), %rsi
	testq	%rsi, %rsi
	jne	.LBB53_31
# %bb.30:                               #   in Loop: Header=BB53_21 Depth=3
	movq	24632(%r12,%r9), %rsi
	testq	%rsi, %rsi
	jne	.LBB53_31
# %bb.32:                               #   in Loop: Header=BB53_7 Depth=2
	#MEMBARRIER
	movl	8(%rbp), %esi
	cmpl	%eax, %esi
	jne	.LBB53_33
.LBB53_17:                              # %b3
                                        #   in Loop: Header=BB53_6 Depth=1
	movq	8(%rsp), %rax                   # 8-byte Reload
	addq	24640(%r12,%r9), %rax
	movq	%rax, 8(%rsp)                   # 8-byte Spill
	.p2align	4
.LBB53_34:                              # %b4
                                        #   in Loop: Header=BB53_6 Depth=1
	decl	%r10d
	je	.LBB53_35
.LBB53_6:                               # =>This Loop Header: Depth=1
                                        #     Child Loop BB53_7 Depth 2
                                        #       Child Loop BB53_8 Depth 3
                                        #       Child Loop BB53_21 Depth 3
	imull	$1664525, %ecx, %ecx            # imm = 0x19660D
	addl	$1013904223, %ecx               # imm = 0x3C6EF35F
	movl	%ecx, %r15d
	shrl	$8, %r15d
	andl	$1023, %r15d                    # imm = 0x3FF
	movq	40(%r8), %r12
	movq	(%r12), %rax
	movq	%rax, %rdx
	xorq	%r15, %rdx
	mulxq	8(%r12), %r9, %rdx
	xorq	%r9, %rdx
	mulxq	%rax, %r9, %rdx
	xorq	%r9, %rdx
	mulxq	%rax, %r9, %rdx
	xorq	%r9, %rdx
	mulxq	%rax, %r9, %rdx
	xorq	%r9, %rdx
	mulxq	%rax, %r9, %rdx
	xorq	%r9, %rdx
	mulxq	%rax, %r9, %rdx
	xorq	%r9, %rdx
	mulxq	%rax, %r9, %rdx
	xorq	%r9, %rdx
	mulxq	%rax, %rax, %r9
	xorq	%rax, %r9
	movq	%r9, %rdx
	shrq	$32, %rdx
	xorq	%r9, %rdx
	movabsq	$-7046029254386353131, %rax     # imm = 0x9E3779B97F4A7C15
	imulq	%rax, %rdx
	movq	%rdx, %r13
	shrq	$55, %r13
	movl	%r13d, %eax
	shll	$4, %eax
	leaq	(%r12,%rax), %rbp
	addq	$192, %rbp
	andl	$127, %edx
	imulq	%rbx, %rdx
	shll	$3, %r13d
	addq	%rdi, %rdx
	jmp	.LBB53_7
.LBB53_35:                              # %b5
	movq	32(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	8(%rsp), %rdx                   # 8-byte Reload
	movq	%rdx, (%rax)
	movq	24(%rsp), %rax                  # 8-byte Reload
	movl	%ecx, (%rax)
	movl	$2, %eax
.LBB53_4:                               # %common.ret
	addq	$40, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB53_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB53_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.lookup_wide64_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB53_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB53_4
.Lfunc_end53:
	.size	lookup_wide64_1k.v3, .Lfunc_end53-lookup_wide64_1k.v3
                                        # -- End function
	.p2align	6                               # -- Begin function lookup_wide64_1k.v4
	.type	lookup_wide64_1k.v4,@function
lookup_wide64_1k.v4:                    # @lookup_wide64_1k.v4
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$40, %rsp
	testq	%rsi, %rsi
	je	.LBB54_1
# %bb.5:                                # %bound
	movabsq	$-9187201950435737472, %rdi     # imm = 0x8080808080808080
	movq	128(%rsi), %r8
	movq	%rsi, 32(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 24(%rsp)                  # 8-byte Spill
	movl	(%rax), %ecx
	movl	$8192, %r10d                    # imm = 0x2000
	movq	$0, 8(%rsp)                     # 8-byte Folded Spill
	movabsq	$72340172838076673, %rbx        # imm = 0x101010101010101
	movabsq	$-72340172838076673, %r14       # imm = 0xFEFEFEFEFEFEFEFF
	jmp	.LBB54_6
	.p2align	4
.LBB54_7:                               #   Parent Loop BB54_6 Depth=1
                                        # =>  This Loop Header: Depth=2
                                        #       Child Loop BB54_8 Depth 3
                                        #       Child Loop BB54_21 Depth 3
	movl	8(%rbp), %eax
	movq	(%rbp), %r11
	xorq	%rdx, %r11
	andnq	%rdi, %r11, %r9
	addq	%r14, %r11
	andq	%r9, %r11
	je	.LBB54_19
.LBB54_8:                               # %.preheader5
                                        #   Parent Loop BB54_6 Depth=1
                                        #     Parent Loop BB54_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	tzcntq	%r11, %r9
	shrl	$3, %r9d
	orl	%r13d, %r9d
	shll	$3, %r9d
	leaq	(%r9,%r9,8), %r9
	movq	24576(%r12,%r9), %rsi
	cmpq	%r15, %rsi
	jne	.LBB54_18
# %bb.9:                                #   in Loop: Header=BB54_8 Depth=3
	movq	24584(%r12,%r9), %rsi
	testq	%rsi, %rsi
	jne	.LBB54_18
# %bb.10:                               #   in Loop: Header=BB54_8 Depth=3
	movq	24592(%r12,%r9), %rsi
	testq	%rsi, %rsi
	jne	.LBB54_18
# %bb.11:                               #   in Loop: Header=BB54_8 Depth=3
	movq	24600(%r12,%r9), %rsi
	testq	%rsi, %rsi
	jne	.LBB54_18
# %bb.12:                               #   in Loop: Header=BB54_8 Depth=3
	movq	24608(%r12,%r9), %rsi
	testq	%rsi, %rsi
	jne	.LBB54_18
# %bb.13:                               #   in Loop: Header=BB54_8 Depth=3
	movq	24616(%r12,%r9), %rsi
	testq	%rsi, %rsi
	jne	.LBB54_18
# %bb.14:                               #   in Loop: Header=BB54_8 Depth=3
	movq	24624(%r12,%r9), %rsi
	testq	%rsi, %rsi
	jne	.LBB54_18
# %bb.15:                               #   in Loop: Header=BB54_8 Depth=3
	movq	24632(%r12,%r9), %rsi
	testq	%rsi, %rsi
	je	.LBB54_16
.LBB54_18:                              #   in Loop: Header=BB54_8 Depth=3
	blsrq	%r11, %r11
	jne	.LBB54_8
	jmp	.LBB54_19
	.p2align	4
.LBB54_16:                              #   in Loop: Header=BB54_7 Depth=2
	#MEMBARRIER
	movl	8(%rbp), %esi
	cmpl	%eax, %esi
	je	.LBB54_17
.LBB54_19:                              # %.loopexit6
                                        #   in Loop: Header=BB54_7 Depth=2
	movl	12(%rbp), %r11d
	testl	%r11d, %r11d
	jne	.LBB54_20
.LBB54_33:                              # %.loopexit
                                        #   in Loop: Header=BB54_7 Depth=2
	#MEMBARRIER
	movl	8(%rbp), %esi
	cmpl	%eax, %esi
	je	.LBB54_34
	jmp	.LBB54_7
.LBB54_20:                              # %.preheader.preheader
                                        #   in Loop: Header=BB54_7 Depth=2
	xorl	%esi, %esi
	jmp	.LBB54_21
	.p2align	4
.LBB54_31:                              #   in Loop: Header=BB54_21 Depth=3
	movl	10432(%r12,%r11,4), %r11d
	movl	20(%rsp), %esi                  # 4-byte Reload
	incl	%esi
	testl	%r11d, %r11d
	je	.LBB54_33
.LBB54_21:                              # %.preheader
                                        #   Parent Loop BB54_6 Depth=1
                                        #     Parent Loop BB54_7 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	cmpl	$2176, %r11d                    # imm = 0x880
	ja	.LBB54_33
# %bb.22:                               # %.preheader
                                        #   in Loop: Header=BB54_21 Depth=3
	cmpl	$2176, %esi                     # imm = 0x880
	ja	.LBB54_33
# %bb.23:                               #   in Loop: Header=BB54_21 Depth=3
	movl	%esi, 20(%rsp)                  # 4-byte Spill
	decl	%r11d
	leaq	(,%r11,8), %r9
	leaq	(%r9,%r9,8), %rsi
	movq	319488(%r12,%rsi), %rsi
	cmpq	%r15, %rsi
	jne	.LBB54_31
# %bb.24:                               #   in Loop: Header=BB54_21 Depth=3
	leaq	294912(%r9,%r9,8), %r9
	movq	24584(%r12,%r9), %rsi
	testq	%rsi, %rsi
	jne	.LBB54_31
# %bb.25:                               #   in Loop: Header=BB54_21 Depth=3
	movq	24592(%r12,%r9), %rsi
	testq	%rsi, %rsi
	jne	.LBB54_31
# %bb.26:                               #   in Loop: Header=BB54_21 Depth=3
	movq	24600(%r12,%r9), %rsi
	testq	%rsi, %rsi
	jne	.LBB54_31
# %bb.27:                               #   in Loop: Header=BB54_21 Depth=3
	movq	24608(%r12,%r9), %rsi
	testq	%rsi, %rsi
	jne	.LBB54_31
# %bb.28:                               #   in Loop: Header=BB54_21 Depth=3
	movq	24616(%r12,%r9), %rsi
	testq	%rsi, %rsi
	jne	.LBB54_31
# %bb.29:                               #   in Loop: Header=BB54_21 Depth=3
	movq	24624(%r12,%r9), %rsi
	testq	%rsi, %rsi
	jne	.LBB54_31
# %bb.30:                               #   in Loop: Header=BB54_21 Depth=3
	movq	24632(%r12,%r9), %rsi
	testq	%rsi, %rsi
	jne	.LBB54_31
# %bb.32:                               #   in Loop: Header=BB54_7 Depth=2
	#MEMBARRIER
	movl	8(%rbp), %esi
	cmpl	%eax, %esi
	jne	.LBB54_33
.LBB54_17:                              # %b3
                                        #   in Loop: Header=BB54_6 Depth=1
	movq	8(%rsp), %rax                   # 8-byte Reload
	addq	24640(%r12,%r9), %rax
	movq	%rax, 8(%rsp)                   # 8-byte Spill
	.p2align	4
.LBB54_34:                              # %b4
                                        #   in Loop: Header=BB54_6 Depth=1
	decl	%r10d
	je	.LBB54_35
.LBB54_6:                               # =>This Loop Header: Depth=1
                                        #     Child Loop BB54_7 Depth 2
                                        #       Child Loop BB54_8 Depth 3
                                        #       Child Loop BB54_21 Depth 3
	imull	$1664525, %ecx, %ecx            # imm = 0x19660D
	addl	$1013904223, %ecx               # imm = 0x3C6EF35F
	movl	%ecx, %r15d
	shrl	$8, %r15d
	andl	$1023, %r15d                    # imm = 0x3FF
	movq	40(%r8), %r12
	movq	(%r12), %rax
	movq	%rax, %rdx
	xorq	%r15, %rdx
	mulxq	8(%r12), %r9, %rdx
	xorq	%r9, %rdx
	mulxq	%rax, %r9, %rdx
	xorq	%r9, %rdx
	mulxq	%rax, %r9, %rdx
	xorq	%r9, %rdx
	mulxq	%rax, %r9, %rdx
	xorq	%r9, %rdx
	mulxq	%rax, %r9, %rdx
	xorq	%r9, %rdx
	mulxq	%rax, %r9, %rdx
	xorq	%r9, %rdx
	mulxq	%rax, %r9, %rdx
	xorq	%r9, %rdx
	mulxq	%rax, %rax, %r9
	xorq	%rax, %r9
	movq	%r9, %rdx
	shrq	$32, %rdx
	xorq	%r9, %rdx
	movabsq	$-7046029254386353131, %rax     # imm = 0x9E3779B97F4A7C15
	imulq	%rax, %rdx
	movq	%rdx, %r13
	shrq	$55, %r13
	movl	%r13d, %eax
	shll	$4, %eax
	leaq	192(%r12,%rax), %rbp
	andl	$127, %edx
	imulq	%rbx, %rdx
	shll	$3, %r13d
	addq	%rdi, %rdx
	jmp	.LBB54_7
.LBB54_35:                              # %b5
	movq	32(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	8(%rsp), %rdx                   # 8-byte Reload
	movq	%rdx, (%rax)
	movq	24(%rsp), %rax                  # 8-byte Reload
	movl	%ecx, (%rax)
	movl	$2, %eax
.LBB54_4:                               # %common.ret
	addq	$40, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB54_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB54_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.lookup_wide64_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB54_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB54_4
.Lfunc_end54:
	.size	lookup_wide64_1k.v4, .Lfunc_end54-lookup_wide64_1k.v4
                                        # -- End function
	.section	.text.unlikely.,"ax",@progbits
	.hidden	lookup_wide64_1k.resolve        # -- Begin function lookup_wide64_1k.resolve
	.globl	lookup_wide64_1k.resolve
	.p2align	4
	.type	lookup_wide64_1k.resolve,@function
lookup_wide64_1k.resolve:               # @lookup_wide64_1k.resolve
# %bb.0:
	pushq	%rax
	callq	ebpfc.cpu
	cmpl	$2, %eax
	leaq	lookup_wide64_1k.v3(%rip), %rcx
	leaq	lookup_wide64_1k.v1(%rip), %rdx
	cmovaeq	%rcx, %rdx
	cmpl	$3, %eax
	leaq	lookup_wide64_1k.v4(%rip), %rax
	cmovneq	%rdx, %rax
	popq	%rcx
	retq
.Lfunc_end55:
	.size	lookup_wide64_1k.resolve, .Lfunc_end55-lookup_wide64_1k.resolve
                                        # -- End function
	.text
	.p2align	6                               # -- Begin function update_wide16_1k.v1
	.type	update_wide16_1k.v1,@function
update_wide16_1k.v1:                    # @update_wide16_1k.v1
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$40, %rsp
	testq	%rsi, %rsi
	je	.LBB56_1
# %bb.5:                                # %bound
	movq	120(%rsi), %r14
	movq	%rsi, 24(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 16(%rsp)                  # 8-byte Spill
	movl	(%rax), %ebp
	movl	$-8192, %ebx                    # imm = 0xE000
	xorl	%r13d, %r13d
	movq	%rsp, %r15
	leaq	32(%rsp), %r12
	.p2align	4
.LBB56_6:                               # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	movl	%ebp, %eax
	shrl	$8, %eax
	andl	$1023, %eax                     # imm = 0x3FF
	movl	%eax, (%rsp)
	movq	$0, 4(%rsp)
	movl	$0, 12(%rsp)
	movq	%rbp, 32(%rsp)
	movq	%r14, %rdi
	movq	%r15, %rsi
	movq	%r12, %rdx
	callq	ebpfc.hash_update.wide16_1k
	addq	%rax, %r13
	incl	%ebx
	jne	.LBB56_6
# %bb.7:                                # %b3
	movq	24(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%r13, (%rax)
	movq	16(%rsp), %rax                  # 8-byte Reload
	movl	%ebp, (%rax)
	movl	$2, %eax
.LBB56_4:                               # %common.ret
	addq	$40, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB56_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB56_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.update_wide16_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB56_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB56_4
.Lfunc_end56:
	.size	update_wide16_1k.v1, .Lfunc_end56-update_wide16_1k.v1
                                        # -- End function
	.p2align	6                               # -- Begin function update_wide16_1k.v3
	.type	update_wide16_1k.v3,@function
update_wide16_1k.v3:                    # @update_wide16_1k.v3
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$40, %rsp
	testq	%rsi, %rsi
	je	.LBB57_1
# %bb.5:                                # %bound
	movq	120(%rsi), %r14
	movq	%rsi, 24(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 16(%rsp)                  # 8-byte Spill
	movl	(%rax), %ebp
	movl	$-8192, %ebx                    # imm = 0xE000
	xorl	%r13d, %r13d
	movq	%rsp, %r15
	leaq	32(%rsp), %r12
	.p2align	4
.LBB57_6:                               # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	movl	%ebp, %eax
	shrl	$8, %eax
	andl	$1023, %eax                     # imm = 0x3FF
	movl	%eax, (%rsp)
	movq	$0, 4(%rsp)
	movl	$0, 12(%rsp)
	movq	%rbp, 32(%rsp)
	movq	%r14, %rdi
	movq	%r15, %rsi
	movq	%r12, %rdx
	callq	ebpfc.hash_update.wide16_1k
	addq	%rax, %r13
	incl	%ebx
	jne	.LBB57_6
# %bb.7:                                # %b3
	movq	24(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%r13, (%rax)
	movq	16(%rsp), %rax                  # 8-byte Reload
	movl	%ebp, (%rax)
	movl	$2, %eax
.LBB57_4:                               # %common.ret
	addq	$40, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB57_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB57_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.update_wide16_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB57_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB57_4
.Lfunc_end57:
	.size	update_wide16_1k.v3, .Lfunc_end57-update_wide16_1k.v3
                                        # -- End function
	.p2align	6                               # -- Begin function update_wide16_1k.v4
	.type	update_wide16_1k.v4,@function
update_wide16_1k.v4:                    # @update_wide16_1k.v4
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$56, %rsp
	testq	%rsi, %rsi
	je	.LBB58_1
# %bb.5:                                # %bound
	movq	120(%rsi), %r14
	movq	%rsi, 16(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 8(%rsp)                   # 8-byte Spill
	movl	(%rax), %ebp
	movl	$-8192, %ebx                    # imm = 0xE000
	xorl	%r13d, %r13d
	leaq	32(%rsp), %r15
	leaq	24(%rsp), %r12
	.p2align	4
.LBB58_6:                               # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %ebp, %eax            # imm = 0x19660D
	leal	1013904223(%rax), %ebp
	addl	$193375, %eax                   # imm = 0x2F35F
	shrl	$8, %eax
	andl	$1023, %eax                     # imm = 0x3FF
	vmovd	%eax, %xmm0
	vmovdqa	%xmm0, 32(%rsp)
	movq	%rbp, 24(%rsp)
	movq	%r14, %rdi
	movq	%r15, %rsi
	movq	%r12, %rdx
	callq	ebpfc.hash_update.wide16_1k
	addq	%rax, %r13
	incl	%ebx
	jne	.LBB58_6
# %bb.7:                                # %b3
	movq	16(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%r13, (%rax)
	movq	8(%rsp), %rax                   # 8-byte Reload
	movl	%ebp, (%rax)
	movl	$2, %eax
.LBB58_4:                               # %common.ret
	addq	$56, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB58_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB58_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.update_wide16_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB58_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB58_4
.Lfunc_end58:
	.size	update_wide16_1k.v4, .Lfunc_end58-update_wide16_1k.v4
                                        # -- End function
	.section	.text.unlikely.,"ax",@progbits
	.hidden	update_wide16_1k.resolve        # -- Begin function update_wide16_1k.resolve
	.globl	update_wide16_1k.resolve
	.p2align	4
	.type	update_wide16_1k.resolve,@function
update_wide16_1k.resolve:               # @update_wide16_1k.resolve
# %bb.0:
	pushq	%rax
	callq	ebpfc.cpu
	cmpl	$2, %eax
	leaq	update_wide16_1k.v3(%rip), %rcx
	leaq	update_wide16_1k.v1(%rip), %rdx
	cmovaeq	%rcx, %rdx
	cmpl	$3, %eax
	leaq	update_wide16_1k.v4(%rip), %rax
	cmovneq	%rdx, %rax
	popq	%rcx
	retq
.Lfunc_end59:
	.size	update_wide16_1k.resolve, .Lfunc_end59-update_wide16_1k.resolve
                                        # -- End function
	.text
	.p2align	6                               # -- Begin function update_wide64_1k.v1
	.type	update_wide64_1k.v1,@function
update_wide64_1k.v1:                    # @update_wide64_1k.v1
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$104, %rsp
	testq	%rsi, %rsi
	je	.LBB60_1
# %bb.5:                                # %bound
	movq	128(%rsi), %r14
	movq	%rsi, 16(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 8(%rsp)                   # 8-byte Spill
	movl	(%rax), %ebp
	leaq	36(%rsp), %rbx
	movl	$-8192, %r15d                   # imm = 0xE000
	xorl	%r13d, %r13d
	leaq	24(%rsp), %r12
	.p2align	4
.LBB60_6:                               # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	movl	%ebp, %eax
	shrl	$8, %eax
	andl	$1023, %eax                     # imm = 0x3FF
	xorps	%xmm0, %xmm0
	movups	%xmm0, 44(%rbx)
	movups	%xmm0, 32(%rbx)
	movups	%xmm0, 16(%rbx)
	movups	%xmm0, (%rbx)
	movl	%eax, 32(%rsp)
	movq	%rbp, 24(%rsp)
	movq	%r14, %rdi
	leaq	32(%rsp), %rsi
	movq	%r12, %rdx
	callq	ebpfc.hash_update.wide64_1k
	addq	%rax, %r13
	incl	%r15d
	jne	.LBB60_6
# %bb.7:                                # %b3
	movq	16(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%r13, (%rax)
	movq	8(%rsp), %rax                   # 8-byte Reload
	movl	%ebp, (%rax)
	movl	$2, %eax
.LBB60_4:                               # %common.ret
	addq	$104, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB60_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB60_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.update_wide64_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB60_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB60_4
.Lfunc_end60:
	.size	update_wide64_1k.v1, .Lfunc_end60-update_wide64_1k.v1
                                        # -- End function
	.p2align	6                               # -- Begin function update_wide64_1k.v3
	.type	update_wide64_1k.v3,@function
update_wide64_1k.v3:                    # @update_wide64_1k.v3
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$104, %rsp
	testq	%rsi, %rsi
	je	.LBB61_1
# %bb.5:                                # %bound
	movq	128(%rsi), %r14
	movq	%rsi, 16(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 8(%rsp)                   # 8-byte Spill
	movl	(%rax), %ebp
	leaq	36(%rsp), %rbx
	movl	$-8192, %r15d                   # imm = 0xE000
	xorl	%r13d, %r13d
	leaq	24(%rsp), %r12
	.p2align	4
.LBB61_6:                               # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	movl	%ebp, %eax
	shrl	$8, %eax
	andl	$1023, %eax                     # imm = 0x3FF
	vxorps	%xmm0, %xmm0, %xmm0
	vmovups	%ymm0, 28(%rbx)
	vmovups	%ymm0, (%rbx)
	movl	%eax, 32(%rsp)
	movq	%rbp, 24(%rsp)
	movq	%r14, %rdi
	leaq	32(%rsp), %rsi
	movq	%r12, %rdx
	vzeroupper
	callq	ebpfc.hash_update.wide64_1k
	addq	%rax, %r13
	incl	%r15d
	jne	.LBB61_6
# %bb.7:                                # %b3
	movq	16(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%r13, (%rax)
	movq	8(%rsp), %rax                   # 8-byte Reload
	movl	%ebp, (%rax)
	movl	$2, %eax
.LBB61_4:                               # %common.ret
	addq	$104, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB61_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB61_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.update_wide64_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB61_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB61_4
.Lfunc_end61:
	.size	update_wide64_1k.v3, .Lfunc_end61-update_wide64_1k.v3
                                        # -- End function
	.p2align	6                               # -- Begin function update_wide64_1k.v4
	.type	update_wide64_1k.v4,@function
update_wide64_1k.v4:                    # @update_wide64_1k.v4
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$104, %rsp
	testq	%rsi, %rsi
	je	.LBB62_1
# %bb.5:                                # %bound
	movq	128(%rsi), %r14
	movq	%rsi, 16(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 8(%rsp)                   # 8-byte Spill
	movl	(%rax), %ebp
	leaq	36(%rsp), %rbx
	movl	$-8192, %r15d                   # imm = 0xE000
	xorl	%r13d, %r13d
	leaq	24(%rsp), %r12
	.p2align	4
.LBB62_6:                               # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	movl	%ebp, %eax
	shrl	$8, %eax
	andl	$1023, %eax                     # imm = 0x3FF
	vxorps	%xmm0, %xmm0, %xmm0
	vmovups	%ymm0, 28(%rbx)
	vmovups	%ymm0, (%rbx)
	movl	%eax, 32(%rsp)
	movq	%rbp, 24(%rsp)
	movq	%r14, %rdi
	leaq	32(%rsp), %rsi
	movq	%r12, %rdx
	vzeroupper
	callq	ebpfc.hash_update.wide64_1k
	addq	%rax, %r13
	incl	%r15d
	jne	.LBB62_6
# %bb.7:                                # %b3
	movq	16(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%r13, (%rax)
	movq	8(%rsp), %rax                   # 8-byte Reload
	movl	%ebp, (%rax)
	movl	$2, %eax
.LBB62_4:                               # %common.ret
	addq	$104, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB62_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB62_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.update_wide64_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB62_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB62_4
.Lfunc_end62:
	.size	update_wide64_1k.v4, .Lfunc_end62-update_wide64_1k.v4
                                        # -- End function
	.section	.text.unlikely.,"ax",@progbits
	.hidden	update_wide64_1k.resolve        # -- Begin function update_wide64_1k.resolve
	.globl	update_wide64_1k.resolve
	.p2align	4
	.type	update_wide64_1k.resolve,@function
update_wide64_1k.resolve:               # @update_wide64_1k.resolve
# %bb.0:
	pushq	%rax
	callq	ebpfc.cpu
	cmpl	$2, %eax
	leaq	update_wide64_1k.v3(%rip), %rcx
	leaq	update_wide64_1k.v1(%rip), %rdx
	cmovaeq	%rcx, %rdx
	cmpl	$3, %eax
	leaq	update_wide64_1k.v4(%rip), %rax
	cmovneq	%rdx, %rax
	popq	%rcx
	retq
.Lfunc_end63:
	.size	update_wide64_1k.resolve, .Lfunc_end63-update_wide64_1k.resolve
                                        # -- End function
	.text
	.p2align	6                               # -- Begin function update_hash_1k.v1
	.type	update_hash_1k.v1,@function
update_hash_1k.v1:                      # @update_hash_1k.v1
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$40, %rsp
	testq	%rsi, %rsi
	je	.LBB64_1
# %bb.5:                                # %bound
	movq	64(%rsi), %r14
	movq	%rsi, 24(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 16(%rsp)                  # 8-byte Spill
	movl	(%rax), %ebp
	movl	$-8192, %ebx                    # imm = 0xE000
	xorl	%r13d, %r13d
	leaq	8(%rsp), %r15
	leaq	32(%rsp), %r12
	.p2align	4
.LBB64_6:                               # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	movl	%ebp, %eax
	shrl	$8, %eax
	andl	$1023, %eax                     # imm = 0x3FF
	movl	%eax, 8(%rsp)
	movq	%rbp, 32(%rsp)
	movq	%r14, %rdi
	movq	%r15, %rsi
	movq	%r12, %rdx
	callq	ebpfc.hash_update.hash_1k
	addq	%rax, %r13
	incl	%ebx
	jne	.LBB64_6
# %bb.7:                                # %b3
	movq	24(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%r13, (%rax)
	movq	16(%rsp), %rax                  # 8-byte Reload
	movl	%ebp, (%rax)
	movl	$2, %eax
.LBB64_4:                               # %common.ret
	addq	$40, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB64_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB64_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.update_hash_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB64_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB64_4
.Lfunc_end64:
	.size	update_hash_1k.v1, .Lfunc_end64-update_hash_1k.v1
                                        # -- End function
	.p2align	6                               # -- Begin function update_hash_1k.v3
	.type	update_hash_1k.v3,@function
update_hash_1k.v3:                      # @update_hash_1k.v3
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$40, %rsp
	testq	%rsi, %rsi
	je	.LBB65_1
# %bb.5:                                # %bound
	movq	64(%rsi), %r14
	movq	%rsi, 24(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 16(%rsp)                  # 8-byte Spill
	movl	(%rax), %ebp
	movl	$-8192, %ebx                    # imm = 0xE000
	xorl	%r13d, %r13d
	leaq	8(%rsp), %r15
	leaq	32(%rsp), %r12
	.p2align	4
.LBB65_6:                               # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	movl	%ebp, %eax
	shrl	$8, %eax
	andl	$1023, %eax                     # imm = 0x3FF
	movl	%eax, 8(%rsp)
	movq	%rbp, 32(%rsp)
	movq	%r14, %rdi
	movq	%r15, %rsi
	movq	%r12, %rdx
	callq	ebpfc.hash_update.hash_1k
	addq	%rax, %r13
	incl	%ebx
	jne	.LBB65_6
# %bb.7:                                # %b3
	movq	24(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%r13, (%rax)
	movq	16(%rsp), %rax                  # 8-byte Reload
	movl	%ebp, (%rax)
	movl	$2, %eax
.LBB65_4:                               # %common.ret
	addq	$40, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB65_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB65_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.update_hash_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB65_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB65_4
.Lfunc_end65:
	.size	update_hash_1k.v3, .Lfunc_end65-update_hash_1k.v3
                                        # -- End function
	.p2align	6                               # -- Begin function update_hash_1k.v4
	.type	update_hash_1k.v4,@function
update_hash_1k.v4:                      # @update_hash_1k.v4
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$40, %rsp
	testq	%rsi, %rsi
	je	.LBB66_1
# %bb.5:                                # %bound
	movq	64(%rsi), %r14
	movq	%rsi, 24(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 16(%rsp)                  # 8-byte Spill
	movl	(%rax), %ebp
	movl	$-8192, %ebx                    # imm = 0xE000
	xorl	%r13d, %r13d
	leaq	8(%rsp), %r15
	leaq	32(%rsp), %r12
	.p2align	4
.LBB66_6:                               # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	movl	%ebp, %eax
	shrl	$8, %eax
	andl	$1023, %eax                     # imm = 0x3FF
	movl	%eax, 8(%rsp)
	movq	%rbp, 32(%rsp)
	movq	%r14, %rdi
	movq	%r15, %rsi
	movq	%r12, %rdx
	callq	ebpfc.hash_update.hash_1k
	addq	%rax, %r13
	incl	%ebx
	jne	.LBB66_6
# %bb.7:                                # %b3
	movq	24(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%r13, (%rax)
	movq	16(%rsp), %rax                  # 8-byte Reload
	movl	%ebp, (%rax)
	movl	$2, %eax
.LBB66_4:                               # %common.ret
	addq	$40, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB66_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB66_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.update_hash_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB66_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB66_4
.Lfunc_end66:
	.size	update_hash_1k.v4, .Lfunc_end66-update_hash_1k.v4
                                        # -- End function
	.section	.text.unlikely.,"ax",@progbits
	.hidden	update_hash_1k.resolve          # -- Begin function update_hash_1k.resolve
	.globl	update_hash_1k.resolve
	.p2align	4
	.type	update_hash_1k.resolve,@function
update_hash_1k.resolve:                 # @update_hash_1k.resolve
# %bb.0:
	pushq	%rax
	callq	ebpfc.cpu
	cmpl	$2, %eax
	leaq	update_hash_1k.v3(%rip), %rcx
	leaq	update_hash_1k.v1(%rip), %rdx
	cmovaeq	%rcx, %rdx
	cmpl	$3, %eax
	leaq	update_hash_1k.v4(%rip), %rax
	cmovneq	%rdx, %rax
	popq	%rcx
	retq
.Lfunc_end67:
	.size	update_hash_1k.resolve, .Lfunc_end67-update_hash_1k.resolve
                                        # -- End function
	.text
	.p2align	6                               # -- Begin function update_hash_1m.v1
	.type	update_hash_1m.v1,@function
update_hash_1m.v1:                      # @update_hash_1m.v1
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$40, %rsp
	testq	%rsi, %rsi
	je	.LBB68_1
# %bb.5:                                # %bound
	movq	72(%rsi), %r14
	movq	%rsi, 24(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 16(%rsp)                  # 8-byte Spill
	movl	(%rax), %ebp
	movl	$-8192, %ebx                    # imm = 0xE000
	xorl	%r13d, %r13d
	leaq	8(%rsp), %r15
	leaq	32(%rsp), %r12
	.p2align	4
.LBB68_6:                               # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	movl	%ebp, %eax
	shrl	$8, %eax
	andl	$1048575, %eax                  # imm = 0xFFFFF
	movl	%eax, 8(%rsp)
	movq	%rbp, 32(%rsp)
	movq	%r14, %rdi
	movq	%r15, %rsi
	movq	%r12, %rdx
	callq	ebpfc.hash_update.hash_1m
	addq	%rax, %r13
	incl	%ebx
	jne	.LBB68_6
# %bb.7:                                # %b3
	movq	24(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%r13, (%rax)
	movq	16(%rsp), %rax                  # 8-byte Reload
	movl	%ebp, (%rax)
	movl	$2, %eax
.LBB68_4:                               # %common.ret
	addq	$40, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB68_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB68_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.update_hash_1m(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB68_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB68_4
.Lfunc_end68:
	.size	update_hash_1m.v1, .Lfunc_end68-update_hash_1m.v1
                                        # -- End function
	.p2align	6                               # -- Begin function update_hash_1m.v3
	.type	update_hash_1m.v3,@function
update_hash_1m.v3:                      # @update_hash_1m.v3
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$40, %rsp
	testq	%rsi, %rsi
	je	.LBB69_1
# %bb.5:                                # %bound
	movq	72(%rsi), %r14
	movq	%rsi, 24(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 16(%rsp)                  # 8-byte Spill
	movl	(%rax), %ebp
	movl	$-8192, %ebx                    # imm = 0xE000
	xorl	%r13d, %r13d
	leaq	8(%rsp), %r15
	leaq	32(%rsp), %r12
	.p2align	4
.LBB69_6:                               # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	movl	%ebp, %eax
	shrl	$8, %eax
	andl	$1048575, %eax                  # imm = 0xFFFFF
	movl	%eax, 8(%rsp)
	movq	%rbp, 32(%rsp)
	movq	%r14, %rdi
	movq	%r15, %rsi
	movq	%r12, %rdx
	callq	ebpfc.hash_update.hash_1m
	addq	%rax, %r13
	incl	%ebx
	jne	.LBB69_6
# %bb.7:                                # %b3
	movq	24(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%r13, (%rax)
	movq	16(%rsp), %rax                  # 8-byte Reload
	movl	%ebp, (%rax)
	movl	$2, %eax
.LBB69_4:                               # %common.ret
	addq	$40, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB69_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB69_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.update_hash_1m(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB69_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB69_4
.Lfunc_end69:
	.size	update_hash_1m.v3, .Lfunc_end69-update_hash_1m.v3
                                        # -- End function
	.p2align	6                               # -- Begin function update_hash_1m.v4
	.type	update_hash_1m.v4,@function
update_hash_1m.v4:                      # @update_hash_1m.v4
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$40, %rsp
	testq	%rsi, %rsi
	je	.LBB70_1
# %bb.5:                                # %bound
	movq	72(%rsi), %r14
	movq	%rsi, 24(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 16(%rsp)                  # 8-byte Spill
	movl	(%rax), %ebp
	movl	$-8192, %ebx                    # imm = 0xE000
	xorl	%r13d, %r13d
	leaq	8(%rsp), %r15
	leaq	32(%rsp), %r12
	.p2align	4
.LBB70_6:                               # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	movl	%ebp, %eax
	shrl	$8, %eax
	andl	$1048575, %eax                  # imm = 0xFFFFF
	movl	%eax, 8(%rsp)
	movq	%rbp, 32(%rsp)
	movq	%r14, %rdi
	movq	%r15, %rsi
	movq	%r12, %rdx
	callq	ebpfc.hash_update.hash_1m
	addq	%rax, %r13
	incl	%ebx
	jne	.LBB70_6
# %bb.7:                                # %b3
	movq	24(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%r13, (%rax)
	movq	16(%rsp), %rax                  # 8-byte Reload
	movl	%ebp, (%rax)
	movl	$2, %eax
.LBB70_4:                               # %common.ret
	addq	$40, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB70_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB70_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.update_hash_1m(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB70_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB70_4
.Lfunc_end70:
	.size	update_hash_1m.v4, .Lfunc_end70-update_hash_1m.v4
                                        # -- End function
	.section	.text.unlikely.,"ax",@progbits
	.hidden	update_hash_1m.resolve          # -- Begin function update_hash_1m.resolve
	.globl	update_hash_1m.resolve
	.p2align	4
	.type	update_hash_1m.resolve,@function
update_hash_1m.resolve:                 # @update_hash_1m.resolve
# %bb.0:
	pushq	%rax
	callq	ebpfc.cpu
	cmpl	$2, %eax
	leaq	update_hash_1m.v3(%rip), %rcx
	leaq	update_hash_1m.v1(%rip), %rdx
	cmovaeq	%rcx, %rdx
	cmpl	$3, %eax
	leaq	update_hash_1m.v4(%rip), %rax
	cmovneq	%rdx, %rax
	popq	%rcx
	retq
.Lfunc_end71:
	.size	update_hash_1m.resolve, .Lfunc_end71-update_hash_1m.resolve
                                        # -- End function
	.text
	.p2align	6                               # -- Begin function update_lru_1k.v1
	.type	update_lru_1k.v1,@function
update_lru_1k.v1:                       # @update_lru_1k.v1
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$40, %rsp
	testq	%rsi, %rsi
	je	.LBB72_1
# %bb.5:                                # %bound
	movq	96(%rsi), %r14
	movq	%rsi, 24(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 16(%rsp)                  # 8-byte Spill
	movl	(%rax), %ebp
	movl	$-8192, %ebx                    # imm = 0xE000
	xorl	%r13d, %r13d
	leaq	8(%rsp), %r15
	leaq	32(%rsp), %r12
	.p2align	4
.LBB72_6:                               # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	movl	%ebp, %eax
	shrl	$8, %eax
	andl	$1023, %eax                     # imm = 0x3FF
	movl	%eax, 8(%rsp)
	movq	%rbp, 32(%rsp)
	movq	%r14, %rdi
	movq	%r15, %rsi
	movq	%r12, %rdx
	callq	ebpfc.hash_update.lru_1k
	addq	%rax, %r13
	incl	%ebx
	jne	.LBB72_6
# %bb.7:                                # %b3
	movq	24(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%r13, (%rax)
	movq	16(%rsp), %rax                  # 8-byte Reload
	movl	%ebp, (%rax)
	movl	$2, %eax
.LBB72_4:                               # %common.ret
	addq	$40, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB72_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB72_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.update_lru_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB72_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB72_4
.Lfunc_end72:
	.size	update_lru_1k.v1, .Lfunc_end72-update_lru_1k.v1
                                        # -- End function
	.p2align	6                               # -- Begin function update_lru_1k.v3
	.type	update_lru_1k.v3,@function
update_lru_1k.v3:                       # @update_lru_1k.v3
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$40, %rsp
	testq	%rsi, %rsi
	je	.LBB73_1
# %bb.5:                                # %bound
	movq	96(%rsi), %r14
	movq	%rsi, 24(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 16(%rsp)                  # 8-byte Spill
	movl	(%rax), %ebp
	movl	$-8192, %ebx                    # imm = 0xE000
	xorl	%r13d, %r13d
	leaq	8(%rsp), %r15
	leaq	32(%rsp), %r12
	.p2align	4
.LBB73_6:                               # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	movl	%ebp, %eax
	shrl	$8, %eax
	andl	$1023, %eax                     # imm = 0x3FF
	movl	%eax, 8(%rsp)
	movq	%rbp, 32(%rsp)
	movq	%r14, %rdi
	movq	%r15, %rsi
	movq	%r12, %rdx
	callq	ebpfc.hash_update.lru_1k
	addq	%rax, %r13
	incl	%ebx
	jne	.LBB73_6
# %bb.7:                                # %b3
	movq	24(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%r13, (%rax)
	movq	16(%rsp), %rax                  # 8-byte Reload
	movl	%ebp, (%rax)
	movl	$2, %eax
.LBB73_4:                               # %common.ret
	addq	$40, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB73_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB73_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.update_lru_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB73_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB73_4
.Lfunc_end73:
	.size	update_lru_1k.v3, .Lfunc_end73-update_lru_1k.v3
                                        # -- End function
	.p2align	6                               # -- Begin function update_lru_1k.v4
	.type	update_lru_1k.v4,@function
update_lru_1k.v4:                       # @update_lru_1k.v4
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$40, %rsp
	testq	%rsi, %rsi
	je	.LBB74_1
# %bb.5:                                # %bound
	movq	96(%rsi), %r14
	movq	%rsi, 24(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 16(%rsp)                  # 8-byte Spill
	movl	(%rax), %ebp
	movl	$-8192, %ebx                    # imm = 0xE000
	xorl	%r13d, %r13d
	leaq	8(%rsp), %r15
	leaq	32(%rsp), %r12
	.p2align	4
.LBB74_6:                               # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	movl	%ebp, %eax
	shrl	$8, %eax
	andl	$1023, %eax                     # imm = 0x3FF
	movl	%eax, 8(%rsp)
	movq	%rbp, 32(%rsp)
	movq	%r14, %rdi
	movq	%r15, %rsi
	movq	%r12, %rdx
	callq	ebpfc.hash_update.lru_1k
	addq	%rax, %r13
	incl	%ebx
	jne	.LBB74_6
# %bb.7:                                # %b3
	movq	24(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%r13, (%rax)
	movq	16(%rsp), %rax                  # 8-byte Reload
	movl	%ebp, (%rax)
	movl	$2, %eax
.LBB74_4:                               # %common.ret
	addq	$40, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB74_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB74_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.update_lru_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB74_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB74_4
.Lfunc_end74:
	.size	update_lru_1k.v4, .Lfunc_end74-update_lru_1k.v4
                                        # -- End function
	.section	.text.unlikely.,"ax",@progbits
	.hidden	update_lru_1k.resolve           # -- Begin function update_lru_1k.resolve
	.globl	update_lru_1k.resolve
	.p2align	4
	.type	update_lru_1k.resolve,@function
update_lru_1k.resolve:                  # @update_lru_1k.resolve
# %bb.0:
	pushq	%rax
	callq	ebpfc.cpu
	cmpl	$2, %eax
	leaq	update_lru_1k.v3(%rip), %rcx
	leaq	update_lru_1k.v1(%rip), %rdx
	cmovaeq	%rcx, %rdx
	cmpl	$3, %eax
	leaq	update_lru_1k.v4(%rip), %rax
	cmovneq	%rdx, %rax
	popq	%rcx
	retq
.Lfunc_end75:
	.size	update_lru_1k.resolve, .Lfunc_end75-update_lru_1k.resolve
                                        # -- End function
	.text
	.p2align	6                               # -- Begin function update_percpu_1k.v1
	.type	update_percpu_1k.v1,@function
update_percpu_1k.v1:                    # @update_percpu_1k.v1
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$40, %rsp
	testq	%rsi, %rsi
	je	.LBB76_1
# %bb.5:                                # %bound
	movq	104(%rsi), %r14
	movq	%rsi, 24(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 16(%rsp)                  # 8-byte Spill
	movl	(%rax), %ebp
	movl	$-8192, %ebx                    # imm = 0xE000
	xorl	%r13d, %r13d
	leaq	8(%rsp), %r15
	leaq	32(%rsp), %r12
	.p2align	4
.LBB76_6:                               # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	movl	%ebp, %eax
	shrl	$8, %eax
	andl	$1023, %eax                     # imm = 0x3FF
	movl	%eax, 8(%rsp)
	movq	%rbp, 32(%rsp)
	movq	%r14, %rdi
	movq	%r15, %rsi
	movq	%r12, %rdx
	callq	ebpfc.hash_update.percpu_1k
	addq	%rax, %r13
	incl	%ebx
	jne	.LBB76_6
# %bb.7:                                # %b3
	movq	24(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%r13, (%rax)
	movq	16(%rsp), %rax                  # 8-byte Reload
	movl	%ebp, (%rax)
	movl	$2, %eax
.LBB76_4:                               # %common.ret
	addq	$40, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB76_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB76_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.update_percpu_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB76_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB76_4
.Lfunc_end76:
	.size	update_percpu_1k.v1, .Lfunc_end76-update_percpu_1k.v1
                                        # -- End function
	.p2align	6                               # -- Begin function update_percpu_1k.v3
	.type	update_percpu_1k.v3,@function
update_percpu_1k.v3:                    # @update_percpu_1k.v3
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$40, %rsp
	testq	%rsi, %rsi
	je	.LBB77_1
# %bb.5:                                # %bound
	movq	104(%rsi), %r14
	movq	%rsi, 24(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 16(%rsp)                  # 8-byte Spill
	movl	(%rax), %ebp
	movl	$-8192, %ebx                    # imm = 0xE000
	xorl	%r13d, %r13d
	leaq	8(%rsp), %r15
	leaq	32(%rsp), %r12
	.p2align	4
.LBB77_6:                               # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	movl	%ebp, %eax
	shrl	$8, %eax
	andl	$1023, %eax                     # imm = 0x3FF
	movl	%eax, 8(%rsp)
	movq	%rbp, 32(%rsp)
	movq	%r14, %rdi
	movq	%r15, %rsi
	movq	%r12, %rdx
	callq	ebpfc.hash_update.percpu_1k
	addq	%rax, %r13
	incl	%ebx
	jne	.LBB77_6
# %bb.7:                                # %b3
	movq	24(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%r13, (%rax)
	movq	16(%rsp), %rax                  # 8-byte Reload
	movl	%ebp, (%rax)
	movl	$2, %eax
.LBB77_4:                               # %common.ret
	addq	$40, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB77_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB77_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.update_percpu_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB77_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB77_4
.Lfunc_end77:
	.size	update_percpu_1k.v3, .Lfunc_end77-update_percpu_1k.v3
                                        # -- End function
	.p2align	6                               # -- Begin function update_percpu_1k.v4
	.type	update_percpu_1k.v4,@function
update_percpu_1k.v4:                    # @update_percpu_1k.v4
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$40, %rsp
	testq	%rsi, %rsi
	je	.LBB78_1
# %bb.5:                                # %bound
	movq	104(%rsi), %r14
	movq	%rsi, 24(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 16(%rsp)                  # 8-byte Spill
	movl	(%rax), %ebp
	movl	$-8192, %ebx                    # imm = 0xE000
	xorl	%r13d, %r13d
	leaq	8(%rsp), %r15
	leaq	32(%rsp), %r12
	.p2align	4
.LBB78_6:                               # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	movl	%ebp, %eax
	shrl	$8, %eax
	andl	$1023, %eax                     # imm = 0x3FF
	movl	%eax, 8(%rsp)
	movq	%rbp, 32(%rsp)
	movq	%r14, %rdi
	movq	%r15, %rsi
	movq	%r12, %rdx
	callq	ebpfc.hash_update.percpu_1k
	addq	%rax, %r13
	incl	%ebx
	jne	.LBB78_6
# %bb.7:                                # %b3
	movq	24(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%r13, (%rax)
	movq	16(%rsp), %rax                  # 8-byte Reload
	movl	%ebp, (%rax)
	movl	$2, %eax
.LBB78_4:                               # %common.ret
	addq	$40, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB78_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB78_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.update_percpu_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB78_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB78_4
.Lfunc_end78:
	.size	update_percpu_1k.v4, .Lfunc_end78-update_percpu_1k.v4
                                        # -- End function
	.section	.text.unlikely.,"ax",@progbits
	.hidden	update_percpu_1k.resolve        # -- Begin function update_percpu_1k.resolve
	.globl	update_percpu_1k.resolve
	.p2align	4
	.type	update_percpu_1k.resolve,@function
update_percpu_1k.resolve:               # @update_percpu_1k.resolve
# %bb.0:
	pushq	%rax
	callq	ebpfc.cpu
	cmpl	$2, %eax
	leaq	update_percpu_1k.v3(%rip), %rcx
	leaq	update_percpu_1k.v1(%rip), %rdx
	cmovaeq	%rcx, %rdx
	cmpl	$3, %eax
	leaq	update_percpu_1k.v4(%rip), %rax
	cmovneq	%rdx, %rax
	popq	%rcx
	retq
.Lfunc_end79:
	.size	update_percpu_1k.resolve, .Lfunc_end79-update_percpu_1k.resolve
                                        # -- End function
	.text
	.p2align	6                               # -- Begin function churn_hash_1k.v1
	.type	churn_hash_1k.v1,@function
churn_hash_1k.v1:                       # @churn_hash_1k.v1
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$40, %rsp
	testq	%rsi, %rsi
	je	.LBB80_1
# %bb.5:                                # %bound
	movq	64(%rsi), %r14
	movq	%rsi, 24(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 16(%rsp)                  # 8-byte Spill
	movl	(%rax), %ebp
	movl	$-8192, %r12d                   # imm = 0xE000
	xorl	%ebx, %ebx
	leaq	8(%rsp), %r15
	.p2align	4
.LBB80_6:                               # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	movl	%ebp, %eax
	shrl	$8, %eax
	andl	$1023, %eax                     # imm = 0x3FF
	movl	%eax, 8(%rsp)
	movq	%rbp, 32(%rsp)
	movq	%r14, %rdi
	movq	%r15, %rsi
	callq	ebpfc.hash_delete.hash_1k
	movq	%rax, %r13
	movq	%r14, %rdi
	movq	%r15, %rsi
	leaq	32(%rsp), %rdx
	callq	ebpfc.hash_update.hash_1k
	addq	%r13, %rbx
	addq	%rax, %rbx
	incl	%r12d
	jne	.LBB80_6
# %bb.7:                                # %b3
	movq	24(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%rbx, (%rax)
	movq	16(%rsp), %rax                  # 8-byte Reload
	movl	%ebp, (%rax)
	movl	$2, %eax
.LBB80_4:                               # %common.ret
	addq	$40, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB80_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB80_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.churn_hash_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB80_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB80_4
.Lfunc_end80:
	.size	churn_hash_1k.v1, .Lfunc_end80-churn_hash_1k.v1
                                        # -- End function
	.p2align	6                               # -- Begin function churn_hash_1k.v3
	.type	churn_hash_1k.v3,@function
churn_hash_1k.v3:                       # @churn_hash_1k.v3
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$40, %rsp
	testq	%rsi, %rsi
	je	.LBB81_1
# %bb.5:                                # %bound
	movq	64(%rsi), %r14
	movq	%rsi, 24(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 16(%rsp)                  # 8-byte Spill
	movl	(%rax), %ebp
	movl	$-8192, %r12d                   # imm = 0xE000
	xorl	%ebx, %ebx
	leaq	8(%rsp), %r15
	.p2align	4
.LBB81_6:                               # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	movl	%ebp, %eax
	shrl	$8, %eax
	andl	$1023, %eax                     # imm = 0x3FF
	movl	%eax, 8(%rsp)
	movq	%rbp, 32(%rsp)
	movq	%r14, %rdi
	movq	%r15, %rsi
	callq	ebpfc.hash_delete.hash_1k
	movq	%rax, %r13
	movq	%r14, %rdi
	movq	%r15, %rsi
	leaq	32(%rsp), %rdx
	callq	ebpfc.hash_update.hash_1k
	addq	%r13, %rbx
	addq	%rax, %rbx
	incl	%r12d
	jne	.LBB81_6
# %bb.7:                                # %b3
	movq	24(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%rbx, (%rax)
	movq	16(%rsp), %rax                  # 8-byte Reload
	movl	%ebp, (%rax)
	movl	$2, %eax
.LBB81_4:                               # %common.ret
	addq	$40, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB81_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB81_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.churn_hash_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB81_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB81_4
.Lfunc_end81:
	.size	churn_hash_1k.v3, .Lfunc_end81-churn_hash_1k.v3
                                        # -- End function
	.p2align	6                               # -- Begin function churn_hash_1k.v4
	.type	churn_hash_1k.v4,@function
churn_hash_1k.v4:                       # @churn_hash_1k.v4
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$40, %rsp
	testq	%rsi, %rsi
	je	.LBB82_1
# %bb.5:                                # %bound
	movq	64(%rsi), %r14
	movq	%rsi, 24(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 16(%rsp)                  # 8-byte Spill
	movl	(%rax), %ebp
	movl	$-8192, %r12d                   # imm = 0xE000
	xorl	%ebx, %ebx
	leaq	8(%rsp), %r15
	.p2align	4
.LBB82_6:                               # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	movl	%ebp, %eax
	shrl	$8, %eax
	andl	$1023, %eax                     # imm = 0x3FF
	movl	%eax, 8(%rsp)
	movq	%rbp, 32(%rsp)
	movq	%r14, %rdi
	movq	%r15, %rsi
	callq	ebpfc.hash_delete.hash_1k
	movq	%rax, %r13
	movq	%r14, %rdi
	movq	%r15, %rsi
	leaq	32(%rsp), %rdx
	callq	ebpfc.hash_update.hash_1k
	addq	%r13, %rbx
	addq	%rax, %rbx
	incl	%r12d
	jne	.LBB82_6
# %bb.7:                                # %b3
	movq	24(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%rbx, (%rax)
	movq	16(%rsp), %rax                  # 8-byte Reload
	movl	%ebp, (%rax)
	movl	$2, %eax
.LBB82_4:                               # %common.ret
	addq	$40, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB82_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB82_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.churn_hash_1k(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB82_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB82_4
.Lfunc_end82:
	.size	churn_hash_1k.v4, .Lfunc_end82-churn_hash_1k.v4
                                        # -- End function
	.section	.text.unlikely.,"ax",@progbits
	.hidden	churn_hash_1k.resolve           # -- Begin function churn_hash_1k.resolve
	.globl	churn_hash_1k.resolve
	.p2align	4
	.type	churn_hash_1k.resolve,@function
churn_hash_1k.resolve:                  # @churn_hash_1k.resolve
# %bb.0:
	pushq	%rax
	callq	ebpfc.cpu
	cmpl	$2, %eax
	leaq	churn_hash_1k.v3(%rip), %rcx
	leaq	churn_hash_1k.v1(%rip), %rdx
	cmovaeq	%rcx, %rdx
	cmpl	$3, %eax
	leaq	churn_hash_1k.v4(%rip), %rax
	cmovneq	%rdx, %rax
	popq	%rcx
	retq
.Lfunc_end83:
	.size	churn_hash_1k.resolve, .Lfunc_end83-churn_hash_1k.resolve
                                        # -- End function
	.text
	.p2align	6                               # -- Begin function churn_hash_1m.v1
	.type	churn_hash_1m.v1,@function
churn_hash_1m.v1:                       # @churn_hash_1m.v1
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$40, %rsp
	testq	%rsi, %rsi
	je	.LBB84_1
# %bb.5:                                # %bound
	movq	72(%rsi), %r14
	movq	%rsi, 24(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 16(%rsp)                  # 8-byte Spill
	movl	(%rax), %ebp
	movl	$-8192, %r12d                   # imm = 0xE000
	xorl	%ebx, %ebx
	leaq	8(%rsp), %r15
	.p2align	4
.LBB84_6:                               # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	movl	%ebp, %eax
	shrl	$8, %eax
	andl	$1048575, %eax                  # imm = 0xFFFFF
	movl	%eax, 8(%rsp)
	movq	%rbp, 32(%rsp)
	movq	%r14, %rdi
	movq	%r15, %rsi
	callq	ebpfc.hash_delete.hash_1m
	movq	%rax, %r13
	movq	%r14, %rdi
	movq	%r15, %rsi
	leaq	32(%rsp), %rdx
	callq	ebpfc.hash_update.hash_1m
	addq	%r13, %rbx
	addq	%rax, %rbx
	incl	%r12d
	jne	.LBB84_6
# %bb.7:                                # %b3
	movq	24(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%rbx, (%rax)
	movq	16(%rsp), %rax                  # 8-byte Reload
	movl	%ebp, (%rax)
	movl	$2, %eax
.LBB84_4:                               # %common.ret
	addq	$40, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB84_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB84_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.churn_hash_1m(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB84_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB84_4
.Lfunc_end84:
	.size	churn_hash_1m.v1, .Lfunc_end84-churn_hash_1m.v1
                                        # -- End function
	.p2align	6                               # -- Begin function churn_hash_1m.v3
	.type	churn_hash_1m.v3,@function
churn_hash_1m.v3:                       # @churn_hash_1m.v3
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$40, %rsp
	testq	%rsi, %rsi
	je	.LBB85_1
# %bb.5:                                # %bound
	movq	72(%rsi), %r14
	movq	%rsi, 24(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 16(%rsp)                  # 8-byte Spill
	movl	(%rax), %ebp
	movl	$-8192, %r12d                   # imm = 0xE000
	xorl	%ebx, %ebx
	leaq	8(%rsp), %r15
	.p2align	4
.LBB85_6:                               # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	movl	%ebp, %eax
	shrl	$8, %eax
	andl	$1048575, %eax                  # imm = 0xFFFFF
	movl	%eax, 8(%rsp)
	movq	%rbp, 32(%rsp)
	movq	%r14, %rdi
	movq	%r15, %rsi
	callq	ebpfc.hash_delete.hash_1m
	movq	%rax, %r13
	movq	%r14, %rdi
	movq	%r15, %rsi
	leaq	32(%rsp), %rdx
	callq	ebpfc.hash_update.hash_1m
	addq	%r13, %rbx
	addq	%rax, %rbx
	incl	%r12d
	jne	.LBB85_6
# %bb.7:                                # %b3
	movq	24(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%rbx, (%rax)
	movq	16(%rsp), %rax                  # 8-byte Reload
	movl	%ebp, (%rax)
	movl	$2, %eax
.LBB85_4:                               # %common.ret
	addq	$40, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB85_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB85_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.churn_hash_1m(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB85_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB85_4
.Lfunc_end85:
	.size	churn_hash_1m.v3, .Lfunc_end85-churn_hash_1m.v3
                                        # -- End function
	.p2align	6                               # -- Begin function churn_hash_1m.v4
	.type	churn_hash_1m.v4,@function
churn_hash_1m.v4:                       # @churn_hash_1m.v4
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$40, %rsp
	testq	%rsi, %rsi
	je	.LBB86_1
# %bb.5:                                # %bound
	movq	72(%rsi), %r14
	movq	%rsi, 24(%rsp)                  # 8-byte Spill
	movq	144(%rsi), %rax
	movq	%rax, 16(%rsp)                  # 8-byte Spill
	movl	(%rax), %ebp
	movl	$-8192, %r12d                   # imm = 0xE000
	xorl	%ebx, %ebx
	leaq	8(%rsp), %r15
	.p2align	4
.LBB86_6:                               # %b2
                                        # =>This Inner Loop Header: Depth=1
	imull	$1664525, %ebp, %ebp            # imm = 0x19660D
	addl	$1013904223, %ebp               # imm = 0x3C6EF35F
	movl	%ebp, %eax
	shrl	$8, %eax
	andl	$1048575, %eax                  # imm = 0xFFFFF
	movl	%eax, 8(%rsp)
	movq	%rbp, 32(%rsp)
	movq	%r14, %rdi
	movq	%r15, %rsi
	callq	ebpfc.hash_delete.hash_1m
	movq	%rax, %r13
	movq	%r14, %rdi
	movq	%r15, %rsi
	leaq	32(%rsp), %rdx
	callq	ebpfc.hash_update.hash_1m
	addq	%r13, %rbx
	addq	%rax, %rbx
	incl	%r12d
	jne	.LBB86_6
# %bb.7:                                # %b3
	movq	24(%rsp), %rax                  # 8-byte Reload
	movq	152(%rax), %rax
	movq	%rbx, (%rax)
	movq	16(%rsp), %rax                  # 8-byte Reload
	movl	%ebp, (%rax)
	movl	$2, %eax
.LBB86_4:                               # %common.ret
	addq	$40, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB86_1:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB86_3
# %bb.2:                                # %report
	leaq	.Lebpfc.needs.churn_hash_1m(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB86_3:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB86_4
.Lfunc_end86:
	.size	churn_hash_1m.v4, .Lfunc_end86-churn_hash_1m.v4
                                        # -- End function
	.section	.text.unlikely.,"ax",@progbits
	.hidden	churn_hash_1m.resolve           # -- Begin function churn_hash_1m.resolve
	.globl	churn_hash_1m.resolve
	.p2align	4
	.type	churn_hash_1m.resolve,@function
churn_hash_1m.resolve:                  # @churn_hash_1m.resolve
# %bb.0:
	pushq	%rax
	callq	ebpfc.cpu
	cmpl	$2, %eax
	leaq	churn_hash_1m.v3(%rip), %rcx
	leaq	churn_hash_1m.v1(%rip), %rdx
	cmovaeq	%rcx, %rdx
	cmpl	$3, %eax
	leaq	churn_hash_1m.v4(%rip), %rax
	cmovneq	%rdx, %rax
	popq	%rcx
	retq
.Lfunc_end87:
	.size	churn_hash_1m.resolve, .Lfunc_end87-churn_hash_1m.resolve
                                        # -- End function
	.text
	.p2align	6                               # -- Begin function ring_submit.v1
	.type	ring_submit.v1,@function
ring_submit.v1:                         # @ring_submit.v1
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r12
	pushq	%rbx
	testq	%rsi, %rsi
	je	.LBB88_6
# %bb.1:                                # %b1.preheader
	movq	%rsi, %rbx
	movq	136(%rsi), %r12
	xorl	%r15d, %r15d
	movl	$2147483647, %ebp               # imm = 0x7FFFFFFF
	.p2align	4
.LBB88_2:                               # %b3
                                        # =>This Loop Header: Depth=1
                                        #     Child Loop BB88_11 Depth 2
	movq	160(%r12), %r14
	movq	8(%r14), %rdi
	callq	*80(%r14)
	movl	%eax, %ecx
	movq	64(%r14), %rax
	incq	%rax
	cmpq	$24, %rax
	jb	.LBB88_25
# %bb.3:                                #   in Loop: Header=BB88_2 Depth=1
	testl	%ecx, %ecx
	je	.LBB88_5
# %bb.4:                                #   in Loop: Header=BB88_2 Depth=1
	movq	24(%r14), %rdx
	xorl	%eax, %eax
	lock		cmpxchgl	%ecx, (%rdx)
	jne	.LBB88_5
# %bb.10:                               #   in Loop: Header=BB88_2 Depth=1
	movq	40(%r14), %rax
	movq	(%rax), %r9
	movq	48(%r14), %r10
	movq	64(%r14), %rdi
	movq	(%r10), %rdx
	movq	8(%r10), %r8
	andl	$8191, %ecx                     # imm = 0x1FFF
	movl	%ecx, %esi
	shll	$7, %esi
	addq	16(%r14), %rsi
	movq	%rdi, %rax
	andq	%rdx, %rax
	addq	56(%r14), %rax
	cmpq	%rdx, %r8
	jae	.LBB88_14
	.p2align	4
.LBB88_11:                              # %.preheader
                                        #   Parent Loop BB88_2 Depth=1
                                        # =>  This Inner Loop Header: Depth=2
	movq	56(%r14), %r10
	andq	%r8, %rdi
	movl	(%r10,%rdi), %r10d
	movq	64(%r14), %rdi
	testl	%r10d, %r10d
	js	.LBB88_13
# %bb.12:                               #   in Loop: Header=BB88_11 Depth=2
	andl	$1073741823, %r10d              # imm = 0x3FFFFFFF
	addl	$15, %r10d
	andl	$-8, %r10d
	leaq	1(%rdi), %r11
	cmpq	%r10, %r11
	cmovbq	%r11, %r10
	addq	%r10, %r8
	cmpq	%rdx, %r8
	jb	.LBB88_11
.LBB88_13:                              #   in Loop: Header=BB88_2 Depth=1
	movq	48(%r14), %r10
.LBB88_14:                              #   in Loop: Header=BB88_2 Depth=1
	movq	%r8, 8(%r10)
	addq	$24, %rdx
	movq	%rdx, %r10
	subq	%r9, %r10
	cmpq	%rdi, %r10
	ja	.LBB88_16
# %bb.15:                               #   in Loop: Header=BB88_2 Depth=1
	movq	%rdx, %r9
	subq	%r8, %r9
	cmpq	%rdi, %r9
	ja	.LBB88_16
# %bb.17:                               #   in Loop: Header=BB88_2 Depth=1
	movl	$-2147483632, (%rax)            # imm = 0x80000010
	movq	%rax, %rdi
	subq	%r14, %rdi
	leaq	4095(%rdi), %r8
	testq	%rdi, %rdi
	cmovnsq	%rdi, %r8
	shrq	$12, %r8
	shll	$19, %ecx
	orl	%r8d, %ecx
	movl	%ecx, 4(%rax)
	movl	76(%rsi), %ecx
	incl	%ecx
	movl	%ecx, 76(%rsi)
	movq	48(%r14), %rcx
	movq	%rdx, (%rcx)
	addq	$8, %rax
	jmp	.LBB88_18
	.p2align	4
.LBB88_5:                               #   in Loop: Header=BB88_2 Depth=1
	movl	$16, %esi
	movq	%r14, %rdi
	callq	*88(%r14)
	testq	%rax, %rax
	jne	.LBB88_20
	jmp	.LBB88_25
.LBB88_16:                              #   in Loop: Header=BB88_2 Depth=1
	movq	24(%r14), %rax
	lock		incq	16(%rax)
	xorl	%eax, %eax
.LBB88_18:                              #   in Loop: Header=BB88_2 Depth=1
	movq	24(%r14), %rcx
	movl	$0, (%rcx)
	testq	%rax, %rax
	je	.LBB88_25
.LBB88_20:                              # %b4
                                        #   in Loop: Header=BB88_2 Depth=1
	movq	%r15, 8(%rax)
	movq	%r15, (%rax)
	leaq	-8(%rax), %rdx
	movl	-4(%rax), %ecx
	movq	%rdx, %rsi
	andq	$-4096, %rsi                    # imm = 0xF000
	movl	%ecx, %edi
	shll	$12, %edi
	andl	$2147479552, %edi               # imm = 0x7FFFF000
	subq	%rdi, %rsi
	movq	(%rsi), %rsi
	shrl	$12, %ecx
	andl	$-128, %ecx
	addq	16(%rsi), %rcx
	movl	-8(%rax), %eax
	andl	%ebp, %eax
	cmpb	$1, 72(%rsi)
	je	.LBB88_21
# %bb.22:                               #   in Loop: Header=BB88_2 Depth=1
	movl	%eax, (%rdx)
.LBB88_23:                              # %ebpfc_inline_ringbuf_submit.exit
                                        #   in Loop: Header=BB88_2 Depth=1
	#MEMBARRIER
	movl	76(%rcx), %eax
	decl	%eax
	movl	%eax, 76(%rcx)
	movq	32(%rsi), %rax
	movl	12(%rax), %eax
	incq	%r15
	cmpq	$8192, %r15                     # imm = 0x2000
	jne	.LBB88_2
	jmp	.LBB88_24
.LBB88_21:                              #   in Loop: Header=BB88_2 Depth=1
	xchgl	%eax, (%rdx)
	jmp	.LBB88_23
.LBB88_24:
	movl	$8192, %r15d                    # imm = 0x2000
.LBB88_25:                              # %b5
	movq	152(%rbx), %rax
	movq	%r15, (%rax)
	movl	$2, %eax
.LBB88_9:                               # %common.ret
	popq	%rbx
	popq	%r12
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB88_6:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB88_8
# %bb.7:                                # %report
	leaq	.Lebpfc.needs.ring_submit(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB88_8:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB88_9
.Lfunc_end88:
	.size	ring_submit.v1, .Lfunc_end88-ring_submit.v1
                                        # -- End function
	.p2align	6                               # -- Begin function ring_submit.v3
	.type	ring_submit.v3,@function
ring_submit.v3:                         # @ring_submit.v3
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r12
	pushq	%rbx
	testq	%rsi, %rsi
	je	.LBB89_6
# %bb.1:                                # %b1.preheader
	movq	%rsi, %rbx
	movq	136(%rsi), %r12
	xorl	%r15d, %r15d
	movl	$2147483647, %ebp               # imm = 0x7FFFFFFF
	.p2align	4
.LBB89_2:                               # %b3
                                        # =>This Loop Header: Depth=1
                                        #     Child Loop BB89_11 Depth 2
	movq	160(%r12), %r14
	movq	8(%r14), %rdi
	callq	*80(%r14)
	movl	%eax, %ecx
	movq	64(%r14), %rax
	incq	%rax
	cmpq	$24, %rax
	jb	.LBB89_25
# %bb.3:                                #   in Loop: Header=BB89_2 Depth=1
	testl	%ecx, %ecx
	je	.LBB89_5
# %bb.4:                                #   in Loop: Header=BB89_2 Depth=1
	movq	24(%r14), %rdx
	xorl	%eax, %eax
	lock		cmpxchgl	%ecx, (%rdx)
	jne	.LBB89_5
# %bb.10:                               #   in Loop: Header=BB89_2 Depth=1
	movq	40(%r14), %rax
	movq	(%rax), %r9
	movq	48(%r14), %r10
	movq	64(%r14), %rdi
	movq	(%r10), %rdx
	movq	8(%r10), %r8
	andl	$8191, %ecx                     # imm = 0x1FFF
	movl	%ecx, %esi
	shll	$7, %esi
	addq	16(%r14), %rsi
	movq	%rdi, %rax
	andq	%rdx, %rax
	addq	56(%r14), %rax
	cmpq	%rdx, %r8
	jae	.LBB89_14
	.p2align	4
.LBB89_11:                              # %.preheader
                                        #   Parent Loop BB89_2 Depth=1
                                        # =>  This Inner Loop Header: Depth=2
	movq	56(%r14), %r10
	andq	%r8, %rdi
	movl	(%r10,%rdi), %r10d
	movq	64(%r14), %rdi
	testl	%r10d, %r10d
	js	.LBB89_13
# %bb.12:                               #   in Loop: Header=BB89_11 Depth=2
	andl	$1073741823, %r10d              # imm = 0x3FFFFFFF
	addl	$15, %r10d
	andl	$-8, %r10d
	leaq	1(%rdi), %r11
	cmpq	%r10, %r11
	cmovbq	%r11, %r10
	addq	%r10, %r8
	cmpq	%rdx, %r8
	jb	.LBB89_11
.LBB89_13:                              #   in Loop: Header=BB89_2 Depth=1
	movq	48(%r14), %r10
.LBB89_14:                              #   in Loop: Header=BB89_2 Depth=1
	movq	%r8, 8(%r10)
	addq	$24, %rdx
	movq	%rdx, %r10
	subq	%r9, %r10
	cmpq	%rdi, %r10
	ja	.LBB89_16
# %bb.15:                               #   in Loop: Header=BB89_2 Depth=1
	movq	%rdx, %r9
	subq	%r8, %r9
	cmpq	%rdi, %r9
	ja	.LBB89_16
# %bb.17:                               #   in Loop: Header=BB89_2 Depth=1
	movl	$-2147483632, (%rax)            # imm = 0x80000010
	movq	%rax, %rdi
	subq	%r14, %rdi
	leaq	4095(%rdi), %r8
	testq	%rdi, %rdi
	cmovnsq	%rdi, %r8
	shrq	$12, %r8
	shll	$19, %ecx
	orl	%r8d, %ecx
	movl	%ecx, 4(%rax)
	movl	76(%rsi), %ecx
	incl	%ecx
	movl	%ecx, 76(%rsi)
	movq	48(%r14), %rcx
	movq	%rdx, (%rcx)
	addq	$8, %rax
	jmp	.LBB89_18
	.p2align	4
.LBB89_5:                               #   in Loop: Header=BB89_2 Depth=1
	movl	$16, %esi
	movq	%r14, %rdi
	callq	*88(%r14)
	testq	%rax, %rax
	jne	.LBB89_20
	jmp	.LBB89_25
.LBB89_16:                              #   in Loop: Header=BB89_2 Depth=1
	movq	24(%r14), %rax
	lock		incq	16(%rax)
	xorl	%eax, %eax
.LBB89_18:                              #   in Loop: Header=BB89_2 Depth=1
	movq	24(%r14), %rcx
	movl	$0, (%rcx)
	testq	%rax, %rax
	je	.LBB89_25
.LBB89_20:                              # %b4
                                        #   in Loop: Header=BB89_2 Depth=1
	movq	%r15, 8(%rax)
	movq	%r15, (%rax)
	leaq	-8(%rax), %rdx
	movl	-4(%rax), %ecx
	movq	%rdx, %rsi
	andq	$-4096, %rsi                    # imm = 0xF000
	movl	%ecx, %edi
	shll	$12, %edi
	andl	$2147479552, %edi               # imm = 0x7FFFF000
	subq	%rdi, %rsi
	movq	(%rsi), %rsi
	shrl	$12, %ecx
	andl	$-128, %ecx
	addq	16(%rsi), %rcx
	movl	-8(%rax), %eax
	andl	%ebp, %eax
	cmpb	$1, 72(%rsi)
	je	.LBB89_21
# %bb.22:                               #   in Loop: Header=BB89_2 Depth=1
	movl	%eax, (%rdx)
.LBB89_23:                              # %ebpfc_inline_ringbuf_submit.exit
                                        #   in Loop: Header=BB89_2 Depth=1
	#MEMBARRIER
	movl	76(%rcx), %eax
	decl	%eax
	movl	%eax, 76(%rcx)
	movq	32(%rsi), %rax
	movl	12(%rax), %eax
	incq	%r15
	cmpq	$8192, %r15                     # imm = 0x2000
	jne	.LBB89_2
	jmp	.LBB89_24
.LBB89_21:                              #   in Loop: Header=BB89_2 Depth=1
	xchgl	%eax, (%rdx)
	jmp	.LBB89_23
.LBB89_24:
	movl	$8192, %r15d                    # imm = 0x2000
.LBB89_25:                              # %b5
	movq	152(%rbx), %rax
	movq	%r15, (%rax)
	movl	$2, %eax
.LBB89_9:                               # %common.ret
	popq	%rbx
	popq	%r12
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB89_6:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB89_8
# %bb.7:                                # %report
	leaq	.Lebpfc.needs.ring_submit(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB89_8:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB89_9
.Lfunc_end89:
	.size	ring_submit.v3, .Lfunc_end89-ring_submit.v3
                                        # -- End function
	.p2align	6                               # -- Begin function ring_submit.v4
	.type	ring_submit.v4,@function
ring_submit.v4:                         # @ring_submit.v4
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r12
	pushq	%rbx
	testq	%rsi, %rsi
	je	.LBB90_6
# %bb.1:                                # %b1.preheader
	movq	%rsi, %rbx
	movq	136(%rsi), %r12
	xorl	%r15d, %r15d
	movl	$2147483647, %ebp               # imm = 0x7FFFFFFF
	.p2align	4
.LBB90_2:                               # %b3
                                        # =>This Loop Header: Depth=1
                                        #     Child Loop BB90_11 Depth 2
	movq	160(%r12), %r14
	movq	8(%r14), %rdi
	callq	*80(%r14)
	movl	%eax, %ecx
	movq	64(%r14), %rax
	incq	%rax
	cmpq	$24, %rax
	jb	.LBB90_25
# %bb.3:                                #   in Loop: Header=BB90_2 Depth=1
	testl	%ecx, %ecx
	je	.LBB90_5
# %bb.4:                                #   in Loop: Header=BB90_2 Depth=1
	movq	24(%r14), %rdx
	xorl	%eax, %eax
	lock		cmpxchgl	%ecx, (%rdx)
	jne	.LBB90_5
# %bb.10:                               #   in Loop: Header=BB90_2 Depth=1
	movq	40(%r14), %rax
	movq	(%rax), %r9
	movq	48(%r14), %r10
	movq	64(%r14), %rdi
	movq	(%r10), %rdx
	movq	8(%r10), %r8
	andl	$8191, %ecx                     # imm = 0x1FFF
	movl	%ecx, %esi
	shll	$7, %esi
	addq	16(%r14), %rsi
	movq	%rdi, %rax
	andq	%rdx, %rax
	addq	56(%r14), %rax
	cmpq	%rdx, %r8
	jae	.LBB90_14
	.p2align	4
.LBB90_11:                              # %.preheader
                                        #   Parent Loop BB90_2 Depth=1
                                        # =>  This Inner Loop Header: Depth=2
	movq	56(%r14), %r10
	andq	%r8, %rdi
	movl	(%r10,%rdi), %r10d
	movq	64(%r14), %rdi
	testl	%r10d, %r10d
	js	.LBB90_13
# %bb.12:                               #   in Loop: Header=BB90_11 Depth=2
	andl	$1073741823, %r10d              # imm = 0x3FFFFFFF
	addl	$15, %r10d
	andl	$-8, %r10d
	leaq	1(%rdi), %r11
	cmpq	%r10, %r11
	cmovbq	%r11, %r10
	addq	%r10, %r8
	cmpq	%rdx, %r8
	jb	.LBB90_11
.LBB90_13:                              #   in Loop: Header=BB90_2 Depth=1
	movq	48(%r14), %r10
.LBB90_14:                              #   in Loop: Header=BB90_2 Depth=1
	movq	%r8, 8(%r10)
	addq	$24, %rdx
	movq	%rdx, %r10
	subq	%r9, %r10
	cmpq	%rdi, %r10
	ja	.LBB90_16
# %bb.15:                               #   in Loop: Header=BB90_2 Depth=1
	movq	%rdx, %r9
	subq	%r8, %r9
	cmpq	%rdi, %r9
	ja	.LBB90_16
# %bb.17:                               #   in Loop: Header=BB90_2 Depth=1
	movl	$-2147483632, (%rax)            # imm = 0x80000010
	movq	%rax, %rdi
	subq	%r14, %rdi
	leaq	4095(%rdi), %r8
	testq	%rdi, %rdi
	cmovnsq	%rdi, %r8
	shrq	$12, %r8
	shll	$19, %ecx
	orl	%r8d, %ecx
	movl	%ecx, 4(%rax)
	movl	76(%rsi), %ecx
	incl	%ecx
	movl	%ecx, 76(%rsi)
	movq	48(%r14), %rcx
	movq	%rdx, (%rcx)
	addq	$8, %rax
	jmp	.LBB90_18
	.p2align	4
.LBB90_5:                               #   in Loop: Header=BB90_2 Depth=1
	movl	$16, %esi
	movq	%r14, %rdi
	callq	*88(%r14)
	testq	%rax, %rax
	jne	.LBB90_20
	jmp	.LBB90_25
.LBB90_16:                              #   in Loop: Header=BB90_2 Depth=1
	movq	24(%r14), %rax
	lock		incq	16(%rax)
	xorl	%eax, %eax
.LBB90_18:                              #   in Loop: Header=BB90_2 Depth=1
	movq	24(%r14), %rcx
	movl	$0, (%rcx)
	testq	%rax, %rax
	je	.LBB90_25
.LBB90_20:                              # %b4
                                        #   in Loop: Header=BB90_2 Depth=1
	movq	%r15, 8(%rax)
	movq	%r15, (%rax)
	leaq	-8(%rax), %rdx
	movl	-4(%rax), %ecx
	movq	%rdx, %rsi
	andq	$-4096, %rsi                    # imm = 0xF000
	movl	%ecx, %edi
	shll	$12, %edi
	andl	$2147479552, %edi               # imm = 0x7FFFF000
	subq	%rdi, %rsi
	movq	(%rsi), %rsi
	shrl	$12, %ecx
	andl	$-128, %ecx
	addq	16(%rsi), %rcx
	movl	-8(%rax), %eax
	andl	%ebp, %eax
	cmpb	$1, 72(%rsi)
	je	.LBB90_21
# %bb.22:                               #   in Loop: Header=BB90_2 Depth=1
	movl	%eax, (%rdx)
.LBB90_23:                              # %ebpfc_inline_ringbuf_submit.exit
                                        #   in Loop: Header=BB90_2 Depth=1
	#MEMBARRIER
	movl	76(%rcx), %eax
	decl	%eax
	movl	%eax, 76(%rcx)
	movq	32(%rsi), %rax
	movl	12(%rax), %eax
	incq	%r15
	cmpq	$8192, %r15                     # imm = 0x2000
	jne	.LBB90_2
	jmp	.LBB90_24
.LBB90_21:                              #   in Loop: Header=BB90_2 Depth=1
	xchgl	%eax, (%rdx)
	jmp	.LBB90_23
.LBB90_24:
	movl	$8192, %r15d                    # imm = 0x2000
.LBB90_25:                              # %b5
	movq	152(%rbx), %rax
	movq	%r15, (%rax)
	movl	$2, %eax
.LBB90_9:                               # %common.ret
	popq	%rbx
	popq	%r12
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB90_6:                               # %alone
	cmpq	$0, dprintf@GOTPCREL(%rip)
	je	.LBB90_8
# %bb.7:                                # %report
	leaq	.Lebpfc.needs.ring_submit(%rip), %rsi
	movl	$2, %edi
	xorl	%eax, %eax
	callq	dprintf@PLT
.LBB90_8:                               # %common.ret
	movq	$-38, %rax
	jmp	.LBB90_9
.Lfunc_end90:
	.size	ring_submit.v4, .Lfunc_end90-ring_submit.v4
                                        # -- End function
	.section	.text.unlikely.,"ax",@progbits
	.hidden	ring_submit.resolve             # -- Begin function ring_submit.resolve
	.globl	ring_submit.resolve
	.p2align	4
	.type	ring_submit.resolve,@function
ring_submit.resolve:                    # @ring_submit.resolve
# %bb.0:
	pushq	%rax
	callq	ebpfc.cpu
	cmpl	$2, %eax
	leaq	ring_submit.v3(%rip), %rcx
	leaq	ring_submit.v1(%rip), %rdx
	cmovaeq	%rcx, %rdx
	cmpl	$3, %eax
	leaq	ring_submit.v4(%rip), %rax
	cmovneq	%rdx, %rax
	popq	%rcx
	retq
.Lfunc_end91:
	.size	ring_submit.resolve, .Lfunc_end91-ring_submit.resolve
                                        # -- End function
	.p2align	4                               # -- Begin function ebpfc.cpu
	.type	ebpfc.cpu,@function
ebpfc.cpu:                              # @ebpfc.cpu
# %bb.0:
	movl	ebpfc.cpu.level(%rip), %eax
	testl	%eax, %eax
	je	.LBB92_1
# %bb.9:                                # %common.ret
	retq
.LBB92_1:                               # %ask
	pushq	%rbx
	xorl	%eax, %eax
	xorl	%ecx, %ecx
	#APP
	cpuid
	#NO_APP
	movl	%eax, %esi
	movl	$-2147483648, %eax              # imm = 0x80000000
	xorl	%ecx, %ecx
	#APP
	cpuid
	#NO_APP
	movl	%eax, %edi
	movl	$1, %eax
	xorl	%ecx, %ecx
	#APP
	cpuid
	#NO_APP
	movl	%ecx, %r9d
	movl	$1, %eax
	cmpl	$7, %esi
	setb	%cl
	cmpl	$-2147483647, %edi              # imm = 0x80000001
	setb	%dl
	testl	$134217728, %r9d                # imm = 0x8000000
	sete	%sil
	orb	%cl, %dl
	orb	%sil, %dl
	jne	.LBB92_7
# %bb.2:                                # %v1
	xorl	%ecx, %ecx
	#APP
	xgetbv
	#NO_APP
	movl	%eax, %r8d
	movl	$7, %eax
	xorl	%ecx, %ecx
	#APP
	cpuid
	#NO_APP
	movl	%ecx, %esi
	movl	%ebx, %edi
	movl	$-2147483647, %eax              # imm = 0x80000001
	xorl	%ecx, %ecx
	#APP
	cpuid
	#NO_APP
	notl	%r9d
	testl	$953159680, %r9d                # imm = 0x38D01000
	jne	.LBB92_8
# %bb.3:                                # %v1
	movl	%r8d, %eax
	andl	$6, %eax
	cmpl	$6, %eax
	jne	.LBB92_8
# %bb.4:                                # %v1
	movl	%edi, %eax
	andl	$296, %eax                      # imm = 0x128
	cmpl	$296, %eax                      # imm = 0x128
	movl	$1, %eax
	jne	.LBB92_7
# %bb.5:                                # %v1
	andl	$32, %ecx
	je	.LBB92_7
# %bb.6:                                # %has0
	notl	%r8d
	andl	$230, %r8d
	notl	%edi
	andl	$-803012608, %edi               # imm = 0xD0230000
	orl	%r8d, %edi
	notl	%esi
	andl	$22594, %esi                    # imm = 0x5842
	xorl	%eax, %eax
	orl	%edi, %esi
	sete	%al
	orl	$2, %eax
.LBB92_7:                               # %done
	movl	%eax, ebpfc.cpu.level(%rip)
	popq	%rbx
	retq
.LBB92_8:
	movl	$1, %eax
	movl	%eax, ebpfc.cpu.level(%rip)
	popq	%rbx
	retq
.Lfunc_end92:
	.size	ebpfc.cpu, .Lfunc_end92-ebpfc.cpu
                                        # -- End function
	.text
	.p2align	4                               # -- Begin function ebpfc.hash_update.wide16_1k
	.type	ebpfc.hash_update.wide16_1k,@function
ebpfc.hash_update.wide16_1k:            # @ebpfc.hash_update.wide16_1k
# %bb.0:
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$24, %rsp
	movq	%rdx, %rbx
	movq	%rsi, %r14
	movq	%rdi, %r15
	movq	40(%rdi), %rbp
	movq	(%rbp), %rcx
	movq	(%rsi), %rax
	xorq	%rcx, %rax
	mulq	8(%rbp)
	movq	48(%rdi), %rdi
	xorq	8(%rsi), %rcx
	xorq	%rdx, %rax
	mulq	%rcx
	movq	%rdx, %r12
	movq	%rax, %r13
	callq	*64(%r15)
	testl	%eax, %eax
	je	.LBB93_11
# %bb.1:
	movl	%eax, %edx
	xorq	%r13, %r12
	movq	%r12, %rax
	shrq	$32, %rax
	xorq	%r12, %rax
	movabsq	$-7046029254386353131, %r9      # imm = 0x9E3779B97F4A7C15
	imulq	%rax, %r9
	movq	%r9, %rsi
	movl	%edx, %ecx
	andl	$8191, %edx                     # imm = 0x1FFF
	shll	$7, %edx
	addq	56(%r15), %rdx
	shrq	$55, %rsi
	xorl	%eax, %eax
	lock		cmpxchgl	%ecx, 8384(%rbp,%rsi,4)
	jne	.LBB93_11
# %bb.2:
	movl	%esi, %eax
	shll	$4, %eax
	leaq	(%rax,%rbp), %rdi
	addq	$192, %rdi
	movabsq	$-9187201950435737472, %r11     # imm = 0x8080808080808080
	movq	(%rdi), %r8
	cmpl	$0, 12(%rdi)
	setne	%al
	movq	%r8, %r10
	andq	%r11, %r10
	cmpq	%r11, %r10
	sete	%cl
	orb	%al, %cl
	jne	.LBB93_10
# %bb.3:
	orl	$128, %r9d
	movzbl	%r9b, %eax
	movabsq	$72340172838076673, %r13        # imm = 0x101010101010101
	movq	%rax, 8(%rsp)                   # 8-byte Spill
	imulq	%rax, %r13
	movq	%r8, 16(%rsp)                   # 8-byte Spill
	xorq	%r8, %r13
	movabsq	$-72340172838076673, %rax       # imm = 0xFEFEFEFEFEFEFEFF
	addq	%r13, %rax
	notq	%r13
	andq	%r11, %r13
	andq	%rax, %r13
	je	.LBB93_8
# %bb.4:
	leal	(,%rsi,8), %r11d
	movq	(%r14), %r12
	jmp	.LBB93_5
	.p2align	4
.LBB93_7:                               #   in Loop: Header=BB93_5 Depth=1
	leaq	-1(%r13), %rax
	andq	%rax, %r13
	je	.LBB93_8
.LBB93_5:                               # =>This Inner Loop Header: Depth=1
	rep		bsfq	%r13, %r9
	movl	%r9d, %eax
	shrl	$3, %eax
	movl	%r11d, %ecx
	orl	%eax, %ecx
	shll	$3, %ecx
	leaq	(%rcx,%rcx,2), %rcx
	movq	24576(%rbp,%rcx), %r8
	cmpq	%r12, %r8
	jne	.LBB93_7
# %bb.6:                                #   in Loop: Header=BB93_5 Depth=1
	movq	24584(%rbp,%rcx), %rcx
	cmpq	8(%r14), %rcx
	jne	.LBB93_7
# %bb.13:
	movabsq	$-9187201950435737472, %rcx     # imm = 0x8080808080808080
	xorq	%rcx, %r10
	leal	8(,%rax,8), %ecx
                                        # kill: def $cl killed $cl killed $ecx
	rorq	%cl, %r10
	rep		bsfq	%r10, %rcx
	shrl	$3, %ecx
	leal	(%rcx,%rax), %edx
	incl	%edx
	andl	$7, %edx
	orq	%rdx, %r11
	leaq	(%r11,%r11,2), %rax
	movq	%r12, 24576(%rbp,%rax,8)
	movq	8(%r14), %rcx
	movq	%rcx, 24584(%rbp,%rax,8)
	andb	$56, %r9b
	movl	$255, %r8d
	movl	$255, %r10d
	movl	%r9d, %ecx
	shlq	%cl, %r10
	shll	$3, %edx
	movl	%edx, %ecx
	shlq	%cl, %r8
	movq	(%rbx), %rcx
	movq	%rcx, 24592(%rbp,%rax,8)
	orq	%r10, %r8
	notq	%r8
	movl	%edx, %ecx
	movq	8(%rsp), %rdx                   # 8-byte Reload
	shlq	%cl, %rdx
	movq	16(%rsp), %rax                  # 8-byte Reload
	andq	%r8, %rax
	orq	%rax, %rdx
	movq	%rdx, (%rdi)
	movl	8(%rdi), %eax
	incl	%eax
	movl	%eax, 8(%rdi)
	#MEMBARRIER
	jmp	.LBB93_14
.LBB93_8:                               # %.loopexit
	movl	88(%r15), %eax
	movl	%eax, 72(%rdx)
	movl	$1, %eax
	lock		xaddl	%eax, 64(%rbp)
	addl	$-2048, %eax                    # imm = 0xF800
	cmpl	$-2050, %eax                    # imm = 0xF7FE
	ja	.LBB93_15
# %bb.9:
	lock		decl	64(%rbp)
	movl	$0, 72(%rdx)
.LBB93_10:
	movl	$0, 8384(%rbp,%rsi,4)
.LBB93_11:
	movq	%r15, %rdi
	movq	%r14, %rsi
	movq	%rbx, %rdx
	xorl	%ecx, %ecx
	callq	*72(%r15)
	cltq
.LBB93_12:                              # %ebpfc_inline_hash_update.exit
	addq	$24, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB93_15:
	movl	8(%rdi), %eax
	movl	%eax, %r8d
	andl	$7, %r8d
	movabsq	$-9187201950435737472, %rcx     # imm = 0x8080808080808080
	xorq	%rcx, %r10
	leal	8(,%r8,8), %ecx
                                        # kill: def $cl killed $cl killed $ecx
	rorq	%cl, %r10
	rep		bsfq	%r10, %rcx
	shrl	$3, %ecx
	addl	%r8d, %ecx
	incl	%ecx
	andl	$7, %ecx
	leal	(%rcx,%rsi,8), %r8d
	leaq	(%r8,%r8,2), %r8
	movq	(%r14), %r9
	movq	%r9, 24576(%rbp,%r8,8)
	movq	8(%r14), %r9
	movq	%r9, 24584(%rbp,%r8,8)
	movq	(%rbx), %r9
	movq	%r9, 24592(%rbp,%r8,8)
	shll	$3, %ecx
	movl	$255, %r8d
	shlq	%cl, %r8
	notq	%r8
                                        # kill: def $cl killed $cl killed $rcx
	movq	8(%rsp), %r9                    # 8-byte Reload
	shlq	%cl, %r9
	movq	16(%rsp), %rcx                  # 8-byte Reload
	andq	%r8, %rcx
	orq	%rcx, %r9
	movq	%r9, (%rdi)
	incl	%eax
	movl	%eax, 8(%rdi)
	#MEMBARRIER
	movl	$0, 72(%rdx)
.LBB93_14:                              # %ebpfc_inline_hash_update.exit
	movl	$0, 8384(%rbp,%rsi,4)
	xorl	%eax, %eax
	jmp	.LBB93_12
.Lfunc_end93:
	.size	ebpfc.hash_update.wide16_1k, .Lfunc_end93-ebpfc.hash_update.wide16_1k
                                        # -- End function
	.p2align	4                               # -- Begin function ebpfc.hash_update.wide64_1k
	.type	ebpfc.hash_update.wide64_1k,@function
ebpfc.hash_update.wide64_1k:            # @ebpfc.hash_update.wide64_1k
# %bb.0:
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$24, %rsp
	movq	%rdx, %rbx
	movq	%rsi, %r14
	movq	%rdi, %r15
	movq	40(%rdi), %rbp
	movq	(%rbp), %rcx
	movq	(%rsi), %rax
	xorq	%rcx, %rax
	mulq	8(%rbp)
	movq	48(%rdi), %rdi
	movq	8(%rsi), %rsi
	xorq	%rcx, %rsi
	xorq	%rdx, %rax
	mulq	%rsi
	movq	16(%r14), %rsi
	xorq	%rcx, %rsi
	xorq	%rdx, %rax
	mulq	%rsi
	movq	24(%r14), %rsi
	xorq	%rcx, %rsi
	xorq	%rdx, %rax
	mulq	%rsi
	movq	32(%r14), %rsi
	xorq	%rcx, %rsi
	xorq	%rdx, %rax
	mulq	%rsi
	movq	40(%r14), %rsi
	xorq	%rcx, %rsi
	xorq	%rdx, %rax
	mulq	%rsi
	movq	48(%r14), %rsi
	xorq	%rcx, %rsi
	xorq	%rdx, %rax
	mulq	%rsi
	xorq	56(%r14), %rcx
	xorq	%rdx, %rax
	mulq	%rcx
	movq	%rdx, %r12
	movq	%rax, %r13
	callq	*64(%r15)
	testl	%eax, %eax
	je	.LBB94_17
# %bb.1:
	movl	%eax, %edx
	xorq	%r13, %r12
	movq	%r12, %rax
	shrq	$32, %rax
	xorq	%r12, %rax
	movabsq	$-7046029254386353131, %r9      # imm = 0x9E3779B97F4A7C15
	imulq	%rax, %r9
	movq	%r9, %rsi
	movl	%edx, %ecx
	andl	$8191, %edx                     # imm = 0x1FFF
	shll	$7, %edx
	addq	56(%r15), %rdx
	shrq	$55, %rsi
	xorl	%eax, %eax
	lock		cmpxchgl	%ecx, 8384(%rbp,%rsi,4)
	jne	.LBB94_17
# %bb.2:
	movl	%esi, %eax
	shll	$4, %eax
	leaq	(%rax,%rbp), %rdi
	addq	$192, %rdi
	movabsq	$-9187201950435737472, %r11     # imm = 0x8080808080808080
	movq	(%rdi), %rcx
	cmpl	$0, 12(%rdi)
	setne	%al
	movq	%rcx, %r10
	andq	%r11, %r10
	cmpq	%r11, %r10
	sete	%r8b
	orb	%al, %r8b
	jne	.LBB94_16
# %bb.3:
	orl	$128, %r9d
	movzbl	%r9b, %eax
	movabsq	$72340172838076673, %r13        # imm = 0x101010101010101
	movq	%rax, 8(%rsp)                   # 8-byte Spill
	imulq	%rax, %r13
	movq	%rcx, 16(%rsp)                  # 8-byte Spill
	xorq	%rcx, %r13
	movabsq	$-72340172838076673, %rax       # imm = 0xFEFEFEFEFEFEFEFF
	addq	%r13, %rax
	notq	%r13
	andq	%r11, %r13
	andq	%rax, %r13
	je	.LBB94_14
# %bb.4:
	leal	(,%rsi,8), %r11d
	movq	(%r14), %r12
	jmp	.LBB94_5
	.p2align	4
.LBB94_13:                              #   in Loop: Header=BB94_5 Depth=1
	leaq	-1(%r13), %rax
	andq	%rax, %r13
	je	.LBB94_14
.LBB94_5:                               # =>This Inner Loop Header: Depth=1
	rep		bsfq	%r13, %r9
	movl	%r9d, %eax
	shrl	$3, %eax
	movl	%r11d, %r8d
	orl	%eax, %r8d
	shll	$3, %r8d
	leaq	(%r8,%r8,8), %r8
	movq	24576(%rbp,%r8), %rcx
	cmpq	%r12, %rcx
	jne	.LBB94_13
# %bb.6:                                #   in Loop: Header=BB94_5 Depth=1
	movq	24584(%rbp,%r8), %rcx
	cmpq	8(%r14), %rcx
	jne	.LBB94_13
# %bb.7:                                #   in Loop: Header=BB94_5 Depth=1
	movq	24592(%rbp,%r8), %rcx
	cmpq	16(%r14), %rcx
	jne	.LBB94_13
# %bb.8:                                #   in Loop: Header=BB94_5 Depth=1
	movq	24600(%rbp,%r8), %rcx
	cmpq	24(%r14), %rcx
	jne	.LBB94_13
# %bb.9:                                #   in Loop: Header=BB94_5 Depth=1
	movq	24608(%rbp,%r8), %rcx
	cmpq	32(%r14), %rcx
	jne	.LBB94_13
# %bb.10:                               #   in Loop: Header=BB94_5 Depth=1
	movq	24616(%rbp,%r8), %rcx
	cmpq	40(%r14), %rcx
	jne	.LBB94_13
# %bb.11:                               #   in Loop: Header=BB94_5 Depth=1
	movq	24624(%rbp,%r8), %rcx
	cmpq	48(%r14), %rcx
	jne	.LBB94_13
# %bb.12:                               #   in Loop: Header=BB94_5 Depth=1
	movq	24632(%rbp,%r8), %rcx
	cmpq	56(%r14), %rcx
	jne	.LBB94_13
# %bb.19:
	movabsq	$-9187201950435737472, %rcx     # imm = 0x8080808080808080
	xorq	%rcx, %r10
	leal	8(,%rax,8), %ecx
                                        # kill: def $cl killed $cl killed $ecx
	rorq	%cl, %r10
	rep		bsfq	%r10, %rcx
	shrl	$3, %ecx
	leal	(%rcx,%rax), %edx
	incl	%edx
	andl	$7, %edx
	orq	%rdx, %r11
	leaq	(%r11,%r11,8), %rax
	movq	%r12, 24576(%rbp,%rax,8)
	movq	8(%r14), %rcx
	movq	%rcx, 24584(%rbp,%rax,8)
	movq	16(%r14), %rcx
	movq	%rcx, 24592(%rbp,%rax,8)
	movq	24(%r14), %rcx
	movq	%rcx, 24600(%rbp,%rax,8)
	movq	32(%r14), %rcx
	movq	%rcx, 24608(%rbp,%rax,8)
	movq	40(%r14), %rcx
	movq	%rcx, 24616(%rbp,%rax,8)
	movq	48(%r14), %rcx
	movq	%rcx, 24624(%rbp,%rax,8)
	movq	56(%r14), %rcx
	movq	%rcx, 24632(%rbp,%rax,8)
	andb	$56, %r9b
	movl	$255, %r8d
	movl	$255, %r10d
	movl	%r9d, %ecx
	shlq	%cl, %r10
	shll	$3, %edx
	movl	%edx, %ecx
	shlq	%cl, %r8
	movq	(%rbx), %rcx
	movq	%rcx, 24640(%rbp,%rax,8)
	orq	%r10, %r8
	notq	%r8
	movl	%edx, %ecx
	movq	8(%rsp), %rdx                   # 8-byte Reload
	shlq	%cl, %rdx
	movq	16(%rsp), %rax                  # 8-byte Reload
	andq	%r8, %rax
	orq	%rax, %rdx
	movq	%rdx, (%rdi)
	movl	8(%rdi), %eax
	incl	%eax
	movl	%eax, 8(%rdi)
	#MEMBARRIER
	jmp	.LBB94_20
.LBB94_14:                              # %.loopexit
	movl	88(%r15), %eax
	movl	%eax, 72(%rdx)
	movl	$1, %eax
	lock		xaddl	%eax, 64(%rbp)
	addl	$-2048, %eax                    # imm = 0xF800
	cmpl	$-2050, %eax                    # imm = 0xF7FE
	ja	.LBB94_21
# %bb.15:
	lock		decl	64(%rbp)
	movl	$0, 72(%rdx)
.LBB94_16:
	movl	$0, 8384(%rbp,%rsi,4)
.LBB94_17:
	movq	%r15, %rdi
	movq	%r14, %rsi
	movq	%rbx, %rdx
	xorl	%ecx, %ecx
	callq	*72(%r15)
	cltq
.LBB94_18:                              # %ebpfc_inline_hash_update.exit
	addq	$24, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB94_21:
	movl	8(%rdi), %eax
	movl	%eax, %r8d
	andl	$7, %r8d
	movabsq	$-9187201950435737472, %rcx     # imm = 0x8080808080808080
	xorq	%rcx, %r10
	leal	8(,%r8,8), %ecx
                                        # kill: def $cl killed $cl killed $ecx
	rorq	%cl, %r10
	rep		bsfq	%r10, %rcx
	shrl	$3, %ecx
	addl	%r8d, %ecx
	incl	%ecx
	andl	$7, %ecx
	leal	(%rcx,%rsi,8), %r8d
	leaq	(%r8,%r8,8), %r8
	movq	(%r14), %r9
	movq	%r9, 24576(%rbp,%r8,8)
	movq	8(%r14), %r9
	movq	%r9, 24584(%rbp,%r8,8)
	movq	16(%r14), %r9
	movq	%r9, 24592(%rbp,%r8,8)
	movq	24(%r14), %r9
	movq	%r9, 24600(%rbp,%r8,8)
	movq	32(%r14), %r9
	movq	%r9, 24608(%rbp,%r8,8)
	movq	40(%r14), %r9
	movq	%r9, 24616(%rbp,%r8,8)
	movq	48(%r14), %r9
	movq	%r9, 24624(%rbp,%r8,8)
	movq	56(%r14), %r9
	movq	%r9, 24632(%rbp,%r8,8)
	movq	(%rbx), %r9
	movq	%r9, 24640(%rbp,%r8,8)
	shll	$3, %ecx
	movl	$255, %r8d
	shlq	%cl, %r8
	notq	%r8
                                        # kill: def $cl killed $cl killed $rcx
	movq	8(%rsp), %r9                    # 8-byte Reload
	shlq	%cl, %r9
	movq	16(%rsp), %rcx                  # 8-byte Reload
	andq	%r8, %rcx
	orq	%rcx, %r9
	movq	%r9, (%rdi)
	incl	%eax
	movl	%eax, 8(%rdi)
	#MEMBARRIER
	movl	$0, 72(%rdx)
.LBB94_20:                              # %ebpfc_inline_hash_update.exit
	movl	$0, 8384(%rbp,%rsi,4)
	xorl	%eax, %eax
	jmp	.LBB94_18
.Lfunc_end94:
	.size	ebpfc.hash_update.wide64_1k, .Lfunc_end94-ebpfc.hash_update.wide64_1k
                                        # -- End function
	.p2align	4                               # -- Begin function ebpfc.hash_update.hash_1k
	.type	ebpfc.hash_update.hash_1k,@function
ebpfc.hash_update.hash_1k:              # @ebpfc.hash_update.hash_1k
# %bb.0:
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$24, %rsp
	movq	%rdx, %rbx
	movq	%rsi, %r14
	movq	%rdi, %r15
	movq	40(%rdi), %rbp
	movl	(%rsi), %eax
	xorq	(%rbp), %rax
	mulq	8(%rbp)
	movq	%rax, %r13
	movq	%rdx, %r12
	movq	48(%rdi), %rdi
	callq	*64(%r15)
	testl	%eax, %eax
	je	.LBB95_10
# %bb.1:
	movl	%eax, %edx
	xorq	%r13, %r12
	movq	%r12, %rax
	shrq	$32, %rax
	xorq	%r12, %rax
	movabsq	$-7046029254386353131, %r9      # imm = 0x9E3779B97F4A7C15
	imulq	%rax, %r9
	movq	%r9, %rsi
	movl	%edx, %ecx
	andl	$8191, %edx                     # imm = 0x1FFF
	shll	$7, %edx
	addq	56(%r15), %rdx
	shrq	$55, %rsi
	xorl	%eax, %eax
	lock		cmpxchgl	%ecx, 8384(%rbp,%rsi,4)
	jne	.LBB95_10
# %bb.2:
	movl	%esi, %eax
	shll	$4, %eax
	leaq	(%rax,%rbp), %rdi
	addq	$192, %rdi
	movabsq	$-9187201950435737472, %rcx     # imm = 0x8080808080808080
	movq	(%rdi), %r8
	cmpl	$0, 12(%rdi)
	setne	%al
	movq	%r8, %r10
	andq	%rcx, %r10
	cmpq	%rcx, %r10
	sete	%r11b
	orb	%al, %r11b
	jne	.LBB95_9
# %bb.3:
	orl	$128, %r9d
	movzbl	%r9b, %eax
	movabsq	$72340172838076673, %r13        # imm = 0x101010101010101
	movq	%rax, 8(%rsp)                   # 8-byte Spill
	imulq	%rax, %r13
	movq	%r8, 16(%rsp)                   # 8-byte Spill
	xorq	%r8, %r13
	movabsq	$-72340172838076673, %rax       # imm = 0xFEFEFEFEFEFEFEFF
	addq	%r13, %rax
	notq	%r13
	andq	%rcx, %r13
	andq	%rax, %r13
	je	.LBB95_7
# %bb.4:
	leal	(,%rsi,8), %r8d
	movl	(%r14), %r12d
	.p2align	4
.LBB95_5:                               # =>This Inner Loop Header: Depth=1
	rep		bsfq	%r13, %r9
	movl	%r9d, %eax
	shrl	$3, %eax
	movl	%r8d, %r11d
	orl	%eax, %r11d
	shll	$4, %r11d
	movq	24576(%rbp,%r11), %r11
	cmpq	%r12, %r11
	je	.LBB95_12
# %bb.6:                                #   in Loop: Header=BB95_5 Depth=1
	leaq	-1(%r13), %rax
	andq	%rax, %r13
	jne	.LBB95_5
.LBB95_7:                               # %.loopexit
	movl	88(%r15), %eax
	movl	%eax, 72(%rdx)
	movl	$1, %eax
	lock		xaddl	%eax, 64(%rbp)
	addl	$-2048, %eax                    # imm = 0xF800
	cmpl	$-2050, %eax                    # imm = 0xF7FE
	ja	.LBB95_14
# %bb.8:
	lock		decl	64(%rbp)
	movl	$0, 72(%rdx)
.LBB95_9:
	movl	$0, 8384(%rbp,%rsi,4)
.LBB95_10:
	movq	%r15, %rdi
	movq	%r14, %rsi
	movq	%rbx, %rdx
	xorl	%ecx, %ecx
	callq	*72(%r15)
	cltq
.LBB95_11:                              # %ebpfc_inline_hash_update.exit
	addq	$24, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB95_14:
	movl	8(%rdi), %eax
	movl	%eax, %r8d
	andl	$7, %r8d
	xorq	%rcx, %r10
	leal	8(,%r8,8), %ecx
                                        # kill: def $cl killed $cl killed $ecx
	rorq	%cl, %r10
	rep		bsfq	%r10, %rcx
	shrl	$3, %ecx
	addl	%r8d, %ecx
	incl	%ecx
	andl	$7, %ecx
	movl	%esi, %r8d
	shll	$7, %r8d
	addq	%rbp, %r8
	movl	%ecx, %r9d
	shll	$4, %r9d
	movl	(%r14), %r10d
	movq	%r10, 24576(%r9,%r8)
	movq	(%rbx), %r10
	movq	%r10, 24584(%r9,%r8)
	shll	$3, %ecx
	movl	$255, %r8d
	shlq	%cl, %r8
	notq	%r8
                                        # kill: def $cl killed $cl killed $ecx
	movq	8(%rsp), %r9                    # 8-byte Reload
	shlq	%cl, %r9
	movq	16(%rsp), %rcx                  # 8-byte Reload
	andq	%r8, %rcx
	orq	%rcx, %r9
	movq	%r9, (%rdi)
	incl	%eax
	movl	%eax, 8(%rdi)
	#MEMBARRIER
	movl	$0, 72(%rdx)
	jmp	.LBB95_13
.LBB95_12:
	xorq	%rcx, %r10
	leal	8(,%rax,8), %ecx
                                        # kill: def $cl killed $cl killed $ecx
	rorq	%cl, %r10
	rep		bsfq	%r10, %rcx
	shrl	$3, %ecx
	leal	(%rcx,%rax), %edx
	incl	%edx
	andl	$7, %edx
	orl	%edx, %r8d
	shll	$4, %r8d
	movq	%r12, 24576(%rbp,%r8)
	andb	$56, %r9b
	movl	$255, %eax
	movl	$255, %r10d
	movl	%r9d, %ecx
	shlq	%cl, %r10
	shll	$3, %edx
	movl	%edx, %ecx
	shlq	%cl, %rax
	movq	(%rbx), %rcx
	movq	%rcx, 24584(%rbp,%r8)
	orq	%r10, %rax
	notq	%rax
	movl	%edx, %ecx
	movq	8(%rsp), %rdx                   # 8-byte Reload
	shlq	%cl, %rdx
	movq	16(%rsp), %rcx                  # 8-byte Reload
	andq	%rax, %rcx
	orq	%rcx, %rdx
	movq	%rdx, (%rdi)
	movl	8(%rdi), %eax
	incl	%eax
	movl	%eax, 8(%rdi)
	#MEMBARRIER
.LBB95_13:                              # %ebpfc_inline_hash_update.exit
	movl	$0, 8384(%rbp,%rsi,4)
	xorl	%eax, %eax
	jmp	.LBB95_11
.Lfunc_end95:
	.size	ebpfc.hash_update.hash_1k, .Lfunc_end95-ebpfc.hash_update.hash_1k
                                        # -- End function
	.p2align	4                               # -- Begin function ebpfc.hash_update.hash_1m
	.type	ebpfc.hash_update.hash_1m,@function
ebpfc.hash_update.hash_1m:              # @ebpfc.hash_update.hash_1m
# %bb.0:
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$24, %rsp
	movq	%rdx, %rbx
	movq	%rsi, %r14
	movq	%rdi, %r15
	movq	40(%rdi), %rbp
	movl	(%rsi), %eax
	xorq	(%rbp), %rax
	mulq	8(%rbp)
	movq	%rax, %r13
	movq	%rdx, %r12
	movq	48(%rdi), %rdi
	callq	*64(%r15)
	testl	%eax, %eax
	je	.LBB96_10
# %bb.1:
	movl	%eax, %edx
	xorq	%r13, %r12
	movq	%r12, %rax
	shrq	$32, %rax
	xorq	%r12, %rax
	movabsq	$-7046029254386353131, %r9      # imm = 0x9E3779B97F4A7C15
	imulq	%rax, %r9
	movq	%r9, %rsi
	movl	%edx, %ecx
	andl	$8191, %edx                     # imm = 0x1FFF
	shll	$7, %edx
	addq	56(%r15), %rdx
	shrq	$45, %rsi
	xorl	%eax, %eax
	lock		cmpxchgl	%ecx, 8388800(%rbp,%rsi,4)
	jne	.LBB96_10
# %bb.2:
	movl	%esi, %eax
	shll	$4, %eax
	leaq	(%rax,%rbp), %rdi
	addq	$192, %rdi
	movabsq	$-9187201950435737472, %rcx     # imm = 0x8080808080808080
	movq	(%rdi), %r8
	cmpl	$0, 12(%rdi)
	setne	%al
	movq	%r8, %r10
	andq	%rcx, %r10
	cmpq	%rcx, %r10
	sete	%r11b
	orb	%al, %r11b
	jne	.LBB96_9
# %bb.3:
	orl	$128, %r9d
	movzbl	%r9b, %eax
	movabsq	$72340172838076673, %r13        # imm = 0x101010101010101
	movq	%rax, 8(%rsp)                   # 8-byte Spill
	imulq	%rax, %r13
	movq	%r8, 16(%rsp)                   # 8-byte Spill
	xorq	%r8, %r13
	movabsq	$-72340172838076673, %rax       # imm = 0xFEFEFEFEFEFEFEFF
	addq	%r13, %rax
	notq	%r13
	andq	%rcx, %r13
	andq	%rax, %r13
	je	.LBB96_7
# %bb.4:
	leal	(,%rsi,8), %r8d
	movl	(%r14), %r12d
	.p2align	4
.LBB96_5:                               # =>This Inner Loop Header: Depth=1
	rep		bsfq	%r13, %r9
	movl	%r9d, %eax
	shrl	$3, %eax
	movl	%r8d, %r11d
	orl	%eax, %r11d
	shll	$4, %r11d
	movq	20975616(%rbp,%r11), %r11
	cmpq	%r12, %r11
	je	.LBB96_12
# %bb.6:                                #   in Loop: Header=BB96_5 Depth=1
	leaq	-1(%r13), %rax
	andq	%rax, %r13
	jne	.LBB96_5
.LBB96_7:                               # %.loopexit
	movl	88(%r15), %eax
	movl	%eax, 72(%rdx)
	movl	$1, %eax
	lock		xaddl	%eax, 64(%rbp)
	addl	$-2097152, %eax                 # imm = 0xFFE00000
	cmpl	$-2097154, %eax                 # imm = 0xFFDFFFFE
	ja	.LBB96_14
# %bb.8:
	lock		decl	64(%rbp)
	movl	$0, 72(%rdx)
.LBB96_9:
	movl	$0, 8388800(%rbp,%rsi,4)
.LBB96_10:
	movq	%r15, %rdi
	movq	%r14, %rsi
	movq	%rbx, %rdx
	xorl	%ecx, %ecx
	callq	*72(%r15)
	cltq
.LBB96_11:                              # %ebpfc_inline_hash_update.exit
	addq	$24, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB96_14:
	movl	8(%rdi), %eax
	movl	%eax, %r8d
	andl	$7, %r8d
	xorq	%rcx, %r10
	leal	8(,%r8,8), %ecx
                                        # kill: def $cl killed $cl killed $ecx
	rorq	%cl, %r10
	rep		bsfq	%r10, %rcx
	shrl	$3, %ecx
	addl	%r8d, %ecx
	incl	%ecx
	andl	$7, %ecx
	movl	%esi, %r8d
	shll	$7, %r8d
	addq	%rbp, %r8
	movl	%ecx, %r9d
	shll	$4, %r9d
	movl	(%r14), %r10d
	movq	%r10, 20975616(%r9,%r8)
	movq	(%rbx), %r10
	movq	%r10, 20975624(%r9,%r8)
	shll	$3, %ecx
	movl	$255, %r8d
	shlq	%cl, %r8
	notq	%r8
                                        # kill: def $cl killed $cl killed $ecx
	movq	8(%rsp), %r9                    # 8-byte Reload
	shlq	%cl, %r9
	movq	16(%rsp), %rcx                  # 8-byte Reload
	andq	%r8, %rcx
	orq	%rcx, %r9
	movq	%r9, (%rdi)
	incl	%eax
	movl	%eax, 8(%rdi)
	#MEMBARRIER
	movl	$0, 72(%rdx)
	jmp	.LBB96_13
.LBB96_12:
	xorq	%rcx, %r10
	leal	8(,%rax,8), %ecx
                                        # kill: def $cl killed $cl killed $ecx
	rorq	%cl, %r10
	rep		bsfq	%r10, %rcx
	shrl	$3, %ecx
	leal	(%rcx,%rax), %edx
	incl	%edx
	andl	$7, %edx
	orl	%edx, %r8d
	shll	$4, %r8d
	movq	%r12, 20975616(%rbp,%r8)
	andb	$56, %r9b
	movl	$255, %eax
	movl	$255, %r10d
	movl	%r9d, %ecx
	shlq	%cl, %r10
	shll	$3, %edx
	movl	%edx, %ecx
	shlq	%cl, %rax
	movq	(%rbx), %rcx
	movq	%rcx, 20975624(%rbp,%r8)
	orq	%r10, %rax
	notq	%rax
	movl	%edx, %ecx
	movq	8(%rsp), %rdx                   # 8-byte Reload
	shlq	%cl, %rdx
	movq	16(%rsp), %rcx                  # 8-byte Reload
	andq	%rax, %rcx
	orq	%rcx, %rdx
	movq	%rdx, (%rdi)
	movl	8(%rdi), %eax
	incl	%eax
	movl	%eax, 8(%rdi)
	#MEMBARRIER
.LBB96_13:                              # %ebpfc_inline_hash_update.exit
	movl	$0, 8388800(%rbp,%rsi,4)
	xorl	%eax, %eax
	jmp	.LBB96_11
.Lfunc_end96:
	.size	ebpfc.hash_update.hash_1m, .Lfunc_end96-ebpfc.hash_update.hash_1m
                                        # -- End function
	.p2align	4                               # -- Begin function ebpfc.hash_update.lru_1k
	.type	ebpfc.hash_update.lru_1k,@function
ebpfc.hash_update.lru_1k:               # @ebpfc.hash_update.lru_1k
# %bb.0:
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$24, %rsp
	movq	%rdx, %rbx
	movq	%rsi, %r14
	movq	%rdi, %r15
	movq	40(%rdi), %rbp
	movl	(%rsi), %eax
	xorq	(%rbp), %rax
	mulq	8(%rbp)
	movq	%rax, %r13
	movq	%rdx, %r12
	movq	48(%rdi), %rdi
	callq	*64(%r15)
	testl	%eax, %eax
	je	.LBB97_10
# %bb.1:
	movl	%eax, %edx
	xorq	%r13, %r12
	movq	%r12, %rax
	shrq	$32, %rax
	xorq	%r12, %rax
	movabsq	$-7046029254386353131, %r9      # imm = 0x9E3779B97F4A7C15
	imulq	%rax, %r9
	movq	%r9, %rsi
	movl	%edx, %ecx
	andl	$8191, %edx                     # imm = 0x1FFF
	shll	$7, %edx
	addq	56(%r15), %rdx
	shrq	$55, %rsi
	xorl	%eax, %eax
	lock		cmpxchgl	%ecx, 8384(%rbp,%rsi,4)
	jne	.LBB97_10
# %bb.2:
	movl	%esi, %eax
	shll	$4, %eax
	leaq	(%rax,%rbp), %rdi
	addq	$192, %rdi
	movabsq	$-9187201950435737472, %rcx     # imm = 0x8080808080808080
	movq	(%rdi), %r8
	cmpl	$0, 12(%rdi)
	setne	%al
	movq	%r8, %r10
	andq	%rcx, %r10
	cmpq	%rcx, %r10
	sete	%r11b
	orb	%al, %r11b
	jne	.LBB97_9
# %bb.3:
	orl	$128, %r9d
	movzbl	%r9b, %eax
	movabsq	$72340172838076673, %r13        # imm = 0x101010101010101
	movq	%rax, 8(%rsp)                   # 8-byte Spill
	imulq	%rax, %r13
	movq	%r8, 16(%rsp)                   # 8-byte Spill
	xorq	%r8, %r13
	movabsq	$-72340172838076673, %rax       # imm = 0xFEFEFEFEFEFEFEFF
	addq	%r13, %rax
	notq	%r13
	andq	%rcx, %r13
	andq	%rax, %r13
	je	.LBB97_7
# %bb.4:
	leal	(,%rsi,8), %r8d
	movl	(%r14), %r12d
	.p2align	4
.LBB97_5:                               # =>This Inner Loop Header: Depth=1
	rep		bsfq	%r13, %r9
	movl	%r9d, %eax
	shrl	$3, %eax
	movl	%r8d, %r11d
	orl	%eax, %r11d
	shll	$4, %r11d
	movq	28672(%rbp,%r11), %r11
	cmpq	%r12, %r11
	je	.LBB97_11
# %bb.6:                                #   in Loop: Header=BB97_5 Depth=1
	leaq	-1(%r13), %rax
	andq	%rax, %r13
	jne	.LBB97_5
.LBB97_7:                               # %.loopexit
	movl	88(%r15), %eax
	movl	%eax, 72(%rdx)
	movl	$1, %eax
	lock		xaddl	%eax, 64(%rbp)
	addl	$-2048, %eax                    # imm = 0xF800
	cmpl	$-2050, %eax                    # imm = 0xF7FE
	ja	.LBB97_14
# %bb.8:
	lock		decl	64(%rbp)
	movl	$0, 72(%rdx)
.LBB97_9:
	movl	$0, 8384(%rbp,%rsi,4)
.LBB97_10:
	movq	%r15, %rdi
	movq	%r14, %rsi
	movq	%rbx, %rdx
	xorl	%ecx, %ecx
	callq	*72(%r15)
	cltq
.LBB97_18:                              # %ebpfc_inline_hash_update.exit
	addq	$24, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB97_14:
	movl	8(%rdi), %eax
	movl	%eax, %r8d
	andl	$7, %r8d
	xorq	%rcx, %r10
	leal	8(,%r8,8), %ecx
                                        # kill: def $cl killed $cl killed $ecx
	rorq	%cl, %r10
	rep		bsfq	%r10, %rcx
	shrl	$3, %ecx
	addl	%r8d, %ecx
	incl	%ecx
	andl	$7, %ecx
	leal	(%rcx,%rsi,8), %r9d
	movl	%r9d, %r8d
	shll	$4, %r8d
	movl	(%r14), %r10d
	movq	%r10, 28672(%rbp,%r8)
	movq	(%rbx), %r10
	movq	%r10, 28680(%rbp,%r8)
	lock		incl	68(%rbp)
	movl	68(%rbp), %r10d
	shrl	$7, %r10d
	movl	10432(%rbp,%r9,4), %r8d
	cmpl	%r10d, %r8d
	je	.LBB97_16
# %bb.15:
	movl	%r10d, 10432(%rbp,%r9,4)
.LBB97_16:
	shll	$3, %ecx
	movl	$255, %r8d
	shlq	%cl, %r8
	notq	%r8
                                        # kill: def $cl killed $cl killed $rcx
	movq	8(%rsp), %r9                    # 8-byte Reload
	shlq	%cl, %r9
	movq	16(%rsp), %rcx                  # 8-byte Reload
	andq	%r8, %rcx
	orq	%rcx, %r9
	movq	%r9, (%rdi)
	incl	%eax
	movl	%eax, 8(%rdi)
	#MEMBARRIER
	movl	$0, 72(%rdx)
	jmp	.LBB97_17
.LBB97_11:
	xorq	%rcx, %r10
	leal	8(,%rax,8), %ecx
                                        # kill: def $cl killed $cl killed $ecx
	rorq	%cl, %r10
	rep		bsfq	%r10, %rcx
	shrl	$3, %ecx
	leal	(%rcx,%rax), %edx
	incl	%edx
	andl	$7, %edx
	orq	%rdx, %r8
	movl	%r8d, %eax
	shll	$4, %eax
	movq	%r12, 28672(%rbp,%rax)
	movq	(%rbx), %rcx
	movq	%rcx, 28680(%rbp,%rax)
	movl	68(%rbp), %eax
	shrl	$7, %eax
	movl	10432(%rbp,%r8,4), %ecx
	cmpl	%eax, %ecx
	je	.LBB97_13
# %bb.12:
	movl	%eax, 10432(%rbp,%r8,4)
.LBB97_13:
	andb	$56, %r9b
	movl	$255, %eax
	movl	$255, %r8d
	movl	%r9d, %ecx
	shlq	%cl, %r8
	shll	$3, %edx
	movl	%edx, %ecx
	shlq	%cl, %rax
	orq	%r8, %rax
	notq	%rax
	movq	8(%rsp), %rdx                   # 8-byte Reload
	shlq	%cl, %rdx
	movq	16(%rsp), %rcx                  # 8-byte Reload
	andq	%rax, %rcx
	orq	%rcx, %rdx
	movq	%rdx, (%rdi)
	movl	8(%rdi), %eax
	incl	%eax
	movl	%eax, 8(%rdi)
	#MEMBARRIER
.LBB97_17:                              # %ebpfc_inline_hash_update.exit
	movl	$0, 8384(%rbp,%rsi,4)
	xorl	%eax, %eax
	jmp	.LBB97_18
.Lfunc_end97:
	.size	ebpfc.hash_update.lru_1k, .Lfunc_end97-ebpfc.hash_update.lru_1k
                                        # -- End function
	.p2align	4                               # -- Begin function ebpfc.hash_update.percpu_1k
	.type	ebpfc.hash_update.percpu_1k,@function
ebpfc.hash_update.percpu_1k:            # @ebpfc.hash_update.percpu_1k
# %bb.0:
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$24, %rsp
	movq	%rdx, (%rsp)                    # 8-byte Spill
	movq	%rsi, %r15
	movq	%rdi, %r14
	movq	96(%rdi), %rax
	testq	%rax, %rax
	je	.LBB98_1
# %bb.2:
	#APP
	movl	%fs:(%rax), %ebp
	#NO_APP
	movl	92(%r14), %edi
	cmpl	%edi, %ebp
	jae	.LBB98_3
.LBB98_4:
	movq	40(%r14), %rbx
	movl	(%r15), %eax
	xorq	(%rbx), %rax
	mulq	8(%rbx)
	movq	%rax, %r13
	movq	%rdx, %r12
	movq	48(%r14), %rdi
	callq	*64(%r14)
	testl	%eax, %eax
	je	.LBB98_14
# %bb.5:
	movl	%eax, %edx
	xorq	%r13, %r12
	movq	%r12, %rax
	shrq	$32, %rax
	xorq	%r12, %rax
	movabsq	$-7046029254386353131, %r8      # imm = 0x9E3779B97F4A7C15
	imulq	%rax, %r8
	movq	%r8, %rsi
	movl	%edx, %ecx
	andl	$8191, %edx                     # imm = 0x1FFF
	shll	$7, %edx
	addq	56(%r14), %rdx
	shrq	$55, %rsi
	xorl	%eax, %eax
	lock		cmpxchgl	%ecx, 8384(%rbx,%rsi,4)
	jne	.LBB98_14
# %bb.6:
	movl	%esi, %eax
	shll	$4, %eax
	addq	%rbx, %rax
	addq	$192, %rax
	movabsq	$-9187201950435737472, %rcx     # imm = 0x8080808080808080
	movq	(%rax), %rdi
	cmpl	$0, 12(%rax)
	setne	%r10b
	movq	%rdi, %r9
	andq	%rcx, %r9
	cmpq	%rcx, %r9
	sete	%r11b
	orb	%r10b, %r11b
	jne	.LBB98_13
# %bb.7:
	orl	$128, %r8d
	movzbl	%r8b, %r8d
	movabsq	$72340172838076673, %r10        # imm = 0x101010101010101
	movq	%r8, 16(%rsp)                   # 8-byte Spill
	imulq	%r8, %r10
	xorq	%rdi, %r10
	movabsq	$-72340172838076673, %r11       # imm = 0xFEFEFEFEFEFEFEFF
	addq	%r10, %r11
	notq	%r10
	andq	%rcx, %r10
	andq	%r11, %r10
	je	.LBB98_11
# %bb.8:
	movl	%esi, %r11d
	shll	$6, %r11d
	movl	(%r15), %r12d
	.p2align	4
.LBB98_9:                               # =>This Inner Loop Header: Depth=1
	rep		bsfq	%r10, %r13
	andl	$56, %r13d
	orq	%r11, %r13
	movq	24576(%rbx,%r13), %r8
	cmpq	%r12, %r8
	je	.LBB98_16
# %bb.10:                               #   in Loop: Header=BB98_9 Depth=1
	leaq	-1(%r10), %r8
	andq	%r8, %r10
	jne	.LBB98_9
.LBB98_11:                              # %.loopexit1
	movl	88(%r14), %r8d
	movl	%r8d, 72(%rdx)
	movl	$1, %r8d
	lock		xaddl	%r8d, 64(%rbx)
	addl	$-2048, %r8d                    # imm = 0xF800
	cmpl	$-2050, %r8d                    # imm = 0xF7FE
	ja	.LBB98_18
# %bb.12:
	lock		decl	64(%rbx)
	movl	$0, 72(%rdx)
.LBB98_13:
	movl	$0, 8384(%rbx,%rsi,4)
.LBB98_14:
	movq	%r14, %rdi
	movq	%r15, %rsi
	movq	(%rsp), %rdx                    # 8-byte Reload
	xorl	%ecx, %ecx
	callq	*72(%r14)
	cltq
.LBB98_15:                              # %ebpfc_inline_hash_update.exit
	addq	$24, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB98_18:
	movl	8(%rax), %r12d
	movl	%r12d, %r8d
	andl	$7, %r8d
	xorq	%rcx, %r9
	leal	8(,%r8,8), %ecx
                                        # kill: def $cl killed $cl killed $ecx
	rorq	%cl, %r9
	rep		bsfq	%r9, %rcx
	shrl	$3, %ecx
	addl	%r8d, %ecx
	incl	%ecx
	andl	$7, %ecx
	movl	%esi, %r8d
	shll	$6, %r8d
	leal	(%r8,%rcx,8), %r13d
	movl	(%r15), %r8d
	movq	%r8, 24576(%rbx,%r13)
	movq	32(%r14), %r10
	movl	92(%r14), %r15d
	testq	%r15, %r15
	je	.LBB98_19
# %bb.20:
	leaq	(%rbx,%r13), %r14
	addq	$77824, %r14                    # imm = 0x13000
	movl	%ebp, %r11d
	cmpl	$1, %r15d
	jne	.LBB98_22
# %bb.21:
	xorl	%r9d, %r9d
	jmp	.LBB98_30
.LBB98_16:
	movl	%ebp, %eax
	imulq	32(%r14), %rax
	addq	%rbx, %rax
	movq	(%rsp), %rcx                    # 8-byte Reload
	movq	(%rcx), %rcx
	movq	%rcx, 77824(%r13,%rax)
	jmp	.LBB98_17
.LBB98_19:                              # %..loopexit_crit_edge
	movl	%ebp, %r11d
	jmp	.LBB98_33
.LBB98_22:                              # %.new
	movq	%r13, 8(%rsp)                   # 8-byte Spill
	movl	%r15d, %r13d
	andl	$-2, %r13d
	leaq	(%r10,%r10), %rbp
	xorl	%r12d, %r12d
	movq	%r14, %r8
	jmp	.LBB98_23
	.p2align	4
.LBB98_27:                              #   in Loop: Header=BB98_23 Depth=1
	addq	%rbp, %r14
	incq	%r12
	cmpq	%r13, %r12
	je	.LBB98_28
.LBB98_23:                              # =>This Inner Loop Header: Depth=1
	movq	%r12, %r9
	cmpq	%r12, %r11
	jne	.LBB98_24
# %bb.25:                               #   in Loop: Header=BB98_23 Depth=1
	leaq	1(%r9), %r12
	cmpq	%r11, %r12
	je	.LBB98_27
	jmp	.LBB98_26
	.p2align	4
.LBB98_24:                              #   in Loop: Header=BB98_23 Depth=1
	movq	$0, (%r14)
	leaq	1(%r9), %r12
	cmpq	%r11, %r12
	je	.LBB98_27
.LBB98_26:                              #   in Loop: Header=BB98_23 Depth=1
	movq	$0, (%r14,%r10)
	jmp	.LBB98_27
.LBB98_28:                              # %.loopexit.loopexit.unr-lcssa
	testb	$1, %r15b
	movq	8(%rsp), %r13                   # 8-byte Reload
	je	.LBB98_32
# %bb.29:
	movq	%r8, %r14
	addq	$2, %r9
.LBB98_30:                              # %.epil.preheader
	cmpq	%r11, %r9
	je	.LBB98_32
# %bb.31:
	imulq	%r10, %r9
	movq	$0, (%r14,%r9)
.LBB98_32:                              # %.loopexit.loopexit
	movl	8(%rax), %r12d
.LBB98_33:                              # %.loopexit
	imulq	%r11, %r10
	addq	%rbx, %r10
	movq	(%rsp), %r8                     # 8-byte Reload
	movq	(%r8), %r8
	movq	%r8, 77824(%r13,%r10)
	shll	$3, %ecx
	movl	$255, %r8d
	shlq	%cl, %r8
	notq	%r8
                                        # kill: def $cl killed $cl killed $rcx
	movq	16(%rsp), %r9                   # 8-byte Reload
	shlq	%cl, %r9
	andq	%r8, %rdi
	orq	%rdi, %r9
	movq	%r9, (%rax)
	incl	%r12d
	movl	%r12d, 8(%rax)
	#MEMBARRIER
	movl	$0, 72(%rdx)
.LBB98_17:                              # %ebpfc_inline_hash_update.exit
	movl	$0, 8384(%rbx,%rsi,4)
	xorl	%eax, %eax
	jmp	.LBB98_15
.LBB98_1:
	movl	92(%r14), %edi
.LBB98_3:
	callq	*104(%r14)
	movl	%eax, %ebp
	jmp	.LBB98_4
.Lfunc_end98:
	.size	ebpfc.hash_update.percpu_1k, .Lfunc_end98-ebpfc.hash_update.percpu_1k
                                        # -- End function
	.p2align	4                               # -- Begin function ebpfc.hash_delete.hash_1k
	.type	ebpfc.hash_delete.hash_1k,@function
ebpfc.hash_delete.hash_1k:              # @ebpfc.hash_delete.hash_1k
# %bb.0:
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	movq	%rsi, %r14
	movq	%rdi, %rbx
	movq	40(%rdi), %r13
	movl	(%rsi), %eax
	xorq	(%r13), %rax
	mulq	8(%r13)
	movq	%rax, %r12
	movq	%rdx, %r15
	movq	48(%rdi), %rdi
	callq	*64(%rbx)
	testl	%eax, %eax
	je	.LBB99_12
# %bb.1:
	movl	%eax, %edx
	xorq	%r12, %r15
	movq	%r15, %rax
	shrq	$32, %rax
	xorq	%r15, %rax
	movabsq	$-7046029254386353131, %rcx     # imm = 0x9E3779B97F4A7C15
	imulq	%rax, %rcx
	movq	%rcx, %rsi
	movl	%edx, %edi
	andl	$8191, %edx                     # imm = 0x1FFF
	shll	$7, %edx
	addq	56(%rbx), %rdx
	shrq	$55, %rsi
	xorl	%eax, %eax
	lock		cmpxchgl	%edi, 8384(%r13,%rsi,4)
	jne	.LBB99_12
# %bb.2:
	movl	%esi, %eax
	shll	$4, %eax
	addq	%r13, %rax
	addq	$192, %rax
	andl	$127, %ecx
	movabsq	$72340172838076673, %r8         # imm = 0x101010101010101
	imulq	%rcx, %r8
	movabsq	$-9187201950435737472, %rcx     # imm = 0x8080808080808080
	addq	%rcx, %r8
	xorq	(%rax), %r8
	movabsq	$-72340172838076673, %rdi       # imm = 0xFEFEFEFEFEFEFEFF
	addq	%r8, %rdi
	notq	%r8
	andq	%r8, %rdi
	andq	%rcx, %rdi
	je	.LBB99_6
# %bb.3:
	movl	%esi, %ecx
	shll	$7, %ecx
	leaq	(%rcx,%r13), %r8
	addq	$24576, %r8                     # imm = 0x6000
	movl	(%r14), %r9d
	.p2align	4
.LBB99_4:                               # =>This Inner Loop Header: Depth=1
	rep		bsfq	%rdi, %rcx
	movl	%ecx, %r10d
	andl	$56, %r10d
	movq	(%r8,%r10,2), %r10
	cmpq	%r9, %r10
	je	.LBB99_8
# %bb.5:                                #   in Loop: Header=BB99_4 Depth=1
	leaq	-1(%rdi), %rcx
	andq	%rcx, %rdi
	jne	.LBB99_4
	jmp	.LBB99_6
.LBB99_8:
	cmpl	$0, 12(%rax)
	je	.LBB99_9
.LBB99_6:                               # %.loopexit
	cmpl	$0, 12(%rax)
	je	.LBB99_7
# %bb.11:
	movl	$0, 8384(%r13,%rsi,4)
.LBB99_12:
	movq	%rbx, %rdi
	movq	%r14, %rsi
	callq	*80(%rbx)
.LBB99_13:                              # %ebpfc_inline_hash_delete.exit
	cltq
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	retq
.LBB99_7:
	movl	$-2, %eax
	movl	$0, 8384(%r13,%rsi,4)
	jmp	.LBB99_13
.LBB99_9:
	movl	88(%rbx), %edi
	andb	$56, %cl
	movl	$255, %r8d
                                        # kill: def $cl killed $cl killed $rcx
	shlq	%cl, %r8
	movl	%edi, 72(%rdx)
	notq	%r8
	andq	(%rax), %r8
	movq	%r8, (%rax)
	movl	8(%rax), %ecx
	incl	%ecx
	movl	%ecx, 8(%rax)
	#MEMBARRIER
	lock		decl	64(%r13)
	movl	$0, 72(%rdx)
	xorl	%eax, %eax
	movl	$0, 8384(%r13,%rsi,4)
	jmp	.LBB99_13
.Lfunc_end99:
	.size	ebpfc.hash_delete.hash_1k, .Lfunc_end99-ebpfc.hash_delete.hash_1k
                                        # -- End function
	.p2align	4                               # -- Begin function ebpfc.hash_delete.hash_1m
	.type	ebpfc.hash_delete.hash_1m,@function
ebpfc.hash_delete.hash_1m:              # @ebpfc.hash_delete.hash_1m
# %bb.0:
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	movq	%rsi, %r14
	movq	%rdi, %rbx
	movq	40(%rdi), %r13
	movl	(%rsi), %eax
	xorq	(%r13), %rax
	mulq	8(%r13)
	movq	%rax, %r12
	movq	%rdx, %r15
	movq	48(%rdi), %rdi
	callq	*64(%rbx)
	testl	%eax, %eax
	je	.LBB100_12
# %bb.1:
	movl	%eax, %edx
	xorq	%r12, %r15
	movq	%r15, %rax
	shrq	$32, %rax
	xorq	%r15, %rax
	movabsq	$-7046029254386353131, %rcx     # imm = 0x9E3779B97F4A7C15
	imulq	%rax, %rcx
	movq	%rcx, %rsi
	movl	%edx, %edi
	andl	$8191, %edx                     # imm = 0x1FFF
	shll	$7, %edx
	addq	56(%rbx), %rdx
	shrq	$45, %rsi
	xorl	%eax, %eax
	lock		cmpxchgl	%edi, 8388800(%r13,%rsi,4)
	jne	.LBB100_12
# %bb.2:
	movl	%esi, %eax
	shll	$4, %eax
	addq	%r13, %rax
	addq	$192, %rax
	andl	$127, %ecx
	movabsq	$72340172838076673, %r8         # imm = 0x101010101010101
	imulq	%rcx, %r8
	movabsq	$-9187201950435737472, %rcx     # imm = 0x8080808080808080
	addq	%rcx, %r8
	xorq	(%rax), %r8
	movabsq	$-72340172838076673, %rdi       # imm = 0xFEFEFEFEFEFEFEFF
	addq	%r8, %rdi
	notq	%r8
	andq	%r8, %rdi
	andq	%rcx, %rdi
	je	.LBB100_6
# %bb.3:
	movl	%esi, %ecx
	shll	$7, %ecx
	leaq	(%rcx,%r13), %r8
	addq	$20975616, %r8                  # imm = 0x1401000
	movl	(%r14), %r9d
	.p2align	4
.LBB100_4:                              # =>This Inner Loop Header: Depth=1
	rep		bsfq	%rdi, %rcx
	movl	%ecx, %r10d
	andl	$56, %r10d
	movq	(%r8,%r10,2), %r10
	cmpq	%r9, %r10
	je	.LBB100_8
# %bb.5:                                #   in Loop: Header=BB100_4 Depth=1
	leaq	-1(%rdi), %rcx
	andq	%rcx, %rdi
	jne	.LBB100_4
	jmp	.LBB100_6
.LBB100_8:
	cmpl	$0, 12(%rax)
	je	.LBB100_9
.LBB100_6:                              # %.loopexit
	cmpl	$0, 12(%rax)
	je	.LBB100_7
# %bb.11:
	movl	$0, 8388800(%r13,%rsi,4)
.LBB100_12:
	movq	%rbx, %rdi
	movq	%r14, %rsi
	callq	*80(%rbx)
.LBB100_13:                             # %ebpfc_inline_hash_delete.exit
	cltq
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	retq
.LBB100_7:
	movl	$-2, %eax
	movl	$0, 8388800(%r13,%rsi,4)
	jmp	.LBB100_13
.LBB100_9:
	movl	88(%rbx), %edi
	andb	$56, %cl
	movl	$255, %r8d
                                        # kill: def $cl killed $cl killed $rcx
	shlq	%cl, %r8
	movl	%edi, 72(%rdx)
	notq	%r8
	andq	(%rax), %r8
	movq	%r8, (%rax)
	movl	8(%rax), %ecx
	incl	%ecx
	movl	%ecx, 8(%rax)
	#MEMBARRIER
	lock		decl	64(%r13)
	movl	$0, 72(%rdx)
	xorl	%eax, %eax
	movl	$0, 8388800(%r13,%rsi,4)
	jmp	.LBB100_13
.Lfunc_end100:
	.size	ebpfc.hash_delete.hash_1m, .Lfunc_end100-ebpfc.hash_delete.hash_1m
                                        # -- End function
	.type	.Lebpfc.data.data,@object       # @ebpfc.data.data
	.section	.rodata,"a",@progbits
	.p2align	3, 0x0
.Lebpfc.data.data:
	.asciz	"90\000"
	.size	.Lebpfc.data.data, 4

	.type	.Lebpfc.needs.lookup_hash_1k,@object # @ebpfc.needs.lookup_hash_1k
	.section	.rodata.str1.16,"aMS",@progbits,1
	.p2align	4, 0x0
.Lebpfc.needs.lookup_hash_1k:
	.asciz	"ebpfc: lookup_hash_1k needs map hash_1k: load the object with libebpfc\n"
	.size	.Lebpfc.needs.lookup_hash_1k, 72

	.type	.Lebpfc.needs.chained_hash_1k,@object # @ebpfc.needs.chained_hash_1k
	.p2align	4, 0x0
.Lebpfc.needs.chained_hash_1k:
	.asciz	"ebpfc: chained_hash_1k needs map hash_1k: load the object with libebpfc\n"
	.size	.Lebpfc.needs.chained_hash_1k, 73

	.type	.Lebpfc.needs.lookup_hash_1m,@object # @ebpfc.needs.lookup_hash_1m
	.p2align	4, 0x0
.Lebpfc.needs.lookup_hash_1m:
	.asciz	"ebpfc: lookup_hash_1m needs map hash_1m: load the object with libebpfc\n"
	.size	.Lebpfc.needs.lookup_hash_1m, 72

	.type	.Lebpfc.needs.chained_hash_1m,@object # @ebpfc.needs.chained_hash_1m
	.p2align	4, 0x0
.Lebpfc.needs.chained_hash_1m:
	.asciz	"ebpfc: chained_hash_1m needs map hash_1m: load the object with libebpfc\n"
	.size	.Lebpfc.needs.chained_hash_1m, 73

	.type	.Lebpfc.needs.lookup_array_1k,@object # @ebpfc.needs.lookup_array_1k
	.p2align	4, 0x0
.Lebpfc.needs.lookup_array_1k:
	.asciz	"ebpfc: lookup_array_1k needs map array_1k: load the object with libebpfc\n"
	.size	.Lebpfc.needs.lookup_array_1k, 74

	.type	.Lebpfc.needs.chained_array_1k,@object # @ebpfc.needs.chained_array_1k
	.p2align	4, 0x0
.Lebpfc.needs.chained_array_1k:
	.asciz	"ebpfc: chained_array_1k needs map array_1k: load the object with libebpfc\n"
	.size	.Lebpfc.needs.chained_array_1k, 75

	.type	.Lebpfc.needs.lookup_array_1m,@object # @ebpfc.needs.lookup_array_1m
	.p2align	4, 0x0
.Lebpfc.needs.lookup_array_1m:
	.asciz	"ebpfc: lookup_array_1m needs map array_1m: load the object with libebpfc\n"
	.size	.Lebpfc.needs.lookup_array_1m, 74

	.type	.Lebpfc.needs.chained_array_1m,@object # @ebpfc.needs.chained_array_1m
	.p2align	4, 0x0
.Lebpfc.needs.chained_array_1m:
	.asciz	"ebpfc: chained_array_1m needs map array_1m: load the object with libebpfc\n"
	.size	.Lebpfc.needs.chained_array_1m, 75

	.type	.Lebpfc.needs.lookup_lru_1k,@object # @ebpfc.needs.lookup_lru_1k
	.p2align	4, 0x0
.Lebpfc.needs.lookup_lru_1k:
	.asciz	"ebpfc: lookup_lru_1k needs map lru_1k: load the object with libebpfc\n"
	.size	.Lebpfc.needs.lookup_lru_1k, 70

	.type	.Lebpfc.needs.lookup_percpu_1k,@object # @ebpfc.needs.lookup_percpu_1k
	.p2align	4, 0x0
.Lebpfc.needs.lookup_percpu_1k:
	.asciz	"ebpfc: lookup_percpu_1k needs map percpu_1k: load the object with libebpfc\n"
	.size	.Lebpfc.needs.lookup_percpu_1k, 76

	.type	.Lebpfc.needs.lookup_cells_1k,@object # @ebpfc.needs.lookup_cells_1k
	.p2align	4, 0x0
.Lebpfc.needs.lookup_cells_1k:
	.asciz	"ebpfc: lookup_cells_1k needs map cells_1k: load the object with libebpfc\n"
	.size	.Lebpfc.needs.lookup_cells_1k, 74

	.type	.Lebpfc.needs.lookup_wide16_1k,@object # @ebpfc.needs.lookup_wide16_1k
	.p2align	4, 0x0
.Lebpfc.needs.lookup_wide16_1k:
	.asciz	"ebpfc: lookup_wide16_1k needs map wide16_1k: load the object with libebpfc\n"
	.size	.Lebpfc.needs.lookup_wide16_1k, 76

	.type	.Lebpfc.needs.lookup_wide64_1k,@object # @ebpfc.needs.lookup_wide64_1k
	.p2align	4, 0x0
.Lebpfc.needs.lookup_wide64_1k:
	.asciz	"ebpfc: lookup_wide64_1k needs map wide64_1k: load the object with libebpfc\n"
	.size	.Lebpfc.needs.lookup_wide64_1k, 76

	.type	.Lebpfc.needs.update_wide16_1k,@object # @ebpfc.needs.update_wide16_1k
	.p2align	4, 0x0
.Lebpfc.needs.update_wide16_1k:
	.asciz	"ebpfc: update_wide16_1k needs map wide16_1k: load the object with libebpfc\n"
	.size	.Lebpfc.needs.update_wide16_1k, 76

	.type	.Lebpfc.needs.update_wide64_1k,@object # @ebpfc.needs.update_wide64_1k
	.p2align	4, 0x0
.Lebpfc.needs.update_wide64_1k:
	.asciz	"ebpfc: update_wide64_1k needs map wide64_1k: load the object with libebpfc\n"
	.size	.Lebpfc.needs.update_wide64_1k, 76

	.type	.Lebpfc.needs.update_hash_1k,@object # @ebpfc.needs.update_hash_1k
	.p2align	4, 0x0
.Lebpfc.needs.update_hash_1k:
	.asciz	"ebpfc: update_hash_1k needs map hash_1k: load the object with libebpfc\n"
	.size	.Lebpfc.needs.update_hash_1k, 72

	.type	.Lebpfc.needs.update_hash_1m,@object # @ebpfc.needs.update_hash_1m
	.p2align	4, 0x0
.Lebpfc.needs.update_hash_1m:
	.asciz	"ebpfc: update_hash_1m needs map hash_1m: load the object with libebpfc\n"
	.size	.Lebpfc.needs.update_hash_1m, 72

	.type	.Lebpfc.needs.update_lru_1k,@object # @ebpfc.needs.update_lru_1k
	.p2align	4, 0x0
.Lebpfc.needs.update_lru_1k:
	.asciz	"ebpfc: update_lru_1k needs map lru_1k: load the object with libebpfc\n"
	.size	.Lebpfc.needs.update_lru_1k, 70

	.type	.Lebpfc.needs.update_percpu_1k,@object # @ebpfc.needs.update_percpu_1k
	.p2align	4, 0x0
.Lebpfc.needs.update_percpu_1k:
	.asciz	"ebpfc: update_percpu_1k needs map percpu_1k: load the object with libebpfc\n"
	.size	.Lebpfc.needs.update_percpu_1k, 76

	.type	.Lebpfc.needs.churn_hash_1k,@object # @ebpfc.needs.churn_hash_1k
	.p2align	4, 0x0
.Lebpfc.needs.churn_hash_1k:
	.asciz	"ebpfc: churn_hash_1k needs map hash_1k: load the object with libebpfc\n"
	.size	.Lebpfc.needs.churn_hash_1k, 71

	.type	.Lebpfc.needs.churn_hash_1m,@object # @ebpfc.needs.churn_hash_1m
	.p2align	4, 0x0
.Lebpfc.needs.churn_hash_1m:
	.asciz	"ebpfc: churn_hash_1m needs map hash_1m: load the object with libebpfc\n"
	.size	.Lebpfc.needs.churn_hash_1m, 71

	.type	.Lebpfc.needs.ring_submit,@object # @ebpfc.needs.ring_submit
	.p2align	4, 0x0
.Lebpfc.needs.ring_submit:
	.asciz	"ebpfc: ring_submit needs map ring: load the object with libebpfc\n"
	.size	.Lebpfc.needs.ring_submit, 66

	.type	ebpfc.cpu.level,@object         # @ebpfc.cpu.level
	.local	ebpfc.cpu.level
	.comm	ebpfc.cpu.level,4,4
	.type	ebpfc.default.data,@object      # @ebpfc.default.data
	.data
	.p2align	3, 0x0
ebpfc.default.data:
	.asciz	"90\000"
	.size	ebpfc.default.data, 4

	.type	ebpfc.default.bss,@object       # @ebpfc.default.bss
	.local	ebpfc.default.bss
	.comm	ebpfc.default.bss,8,8
	.type	ebpfc.default,@object           # @ebpfc.default
	.section	.data.rel.ro,"aw",@progbits
	.p2align	3, 0x0
ebpfc.default:
	.long	64                              # 0x40
	.long	1                               # 0x1
	.quad	ebpfc_module
	.zero	48
	.quad	0
	.quad	0
	.quad	0
	.quad	0
	.quad	0
	.quad	0
	.quad	0
	.quad	0
	.quad	0
	.quad	0
	.quad	ebpfc.default.data
	.quad	ebpfc.default.bss
	.size	ebpfc.default, 160

	.type	.Lebpfc.str.0,@object           # @ebpfc.str.0
	.section	.rodata.str1.1,"aMS",@progbits,1
.Lebpfc.str.0:
	.asciz	"mb"
	.size	.Lebpfc.str.0, 3

	.type	.Lebpfc.str.1,@object           # @ebpfc.str.1
.Lebpfc.str.1:
	.asciz	"GPL"
	.size	.Lebpfc.str.1, 4

	.type	.Lebpfc.str.2,@object           # @ebpfc.str.2
.Lebpfc.str.2:
	.asciz	"ebpfc 0.1.0, clang 22.1.8"
	.size	.Lebpfc.str.2, 26

	.type	.Lebpfc.str.3,@object           # @ebpfc.str.3
.Lebpfc.str.3:
	.asciz	"-O3"
	.size	.Lebpfc.str.3, 4

	.type	.Lebpfc.str.4,@object           # @ebpfc.str.4
.Lebpfc.str.4:
	.asciz	"x86_64-linux-gnu"
	.size	.Lebpfc.str.4, 17

	.type	.Lebpfc.str.5,@object           # @ebpfc.str.5
.Lebpfc.str.5:
	.asciz	"c30f5e173619033a54c141ff96e0410f7ada666aa3b7e2af306cfc98145cf186"
	.size	.Lebpfc.str.5, 65

	.type	.Lebpfc.str.6,@object           # @ebpfc.str.6
.Lebpfc.str.6:
	.asciz	"empty"
	.size	.Lebpfc.str.6, 6

	.type	.Lebpfc.str.7,@object           # @ebpfc.str.7
.Lebpfc.str.7:
	.asciz	"xdp"
	.size	.Lebpfc.str.7, 4

	.type	.Lebpfc.str.8,@object           # @ebpfc.str.8
.Lebpfc.str.8:
	.asciz	"lookup_hash_1k"
	.size	.Lebpfc.str.8, 15

	.type	.Lebpfc.str.9,@object           # @ebpfc.str.9
.Lebpfc.str.9:
	.asciz	"chained_hash_1k"
	.size	.Lebpfc.str.9, 16

	.type	.Lebpfc.str.10,@object          # @ebpfc.str.10
.Lebpfc.str.10:
	.asciz	"lookup_hash_1m"
	.size	.Lebpfc.str.10, 15

	.type	.Lebpfc.str.11,@object          # @ebpfc.str.11
.Lebpfc.str.11:
	.asciz	"chained_hash_1m"
	.size	.Lebpfc.str.11, 16

	.type	.Lebpfc.str.12,@object          # @ebpfc.str.12
.Lebpfc.str.12:
	.asciz	"lookup_array_1k"
	.size	.Lebpfc.str.12, 16

	.type	.Lebpfc.str.13,@object          # @ebpfc.str.13
.Lebpfc.str.13:
	.asciz	"chained_array_1k"
	.size	.Lebpfc.str.13, 17

	.type	.Lebpfc.str.14,@object          # @ebpfc.str.14
.Lebpfc.str.14:
	.asciz	"lookup_array_1m"
	.size	.Lebpfc.str.14, 16

	.type	.Lebpfc.str.15,@object          # @ebpfc.str.15
.Lebpfc.str.15:
	.asciz	"chained_array_1m"
	.size	.Lebpfc.str.15, 17

	.type	.Lebpfc.str.16,@object          # @ebpfc.str.16
.Lebpfc.str.16:
	.asciz	"lookup_lru_1k"
	.size	.Lebpfc.str.16, 14

	.type	.Lebpfc.str.17,@object          # @ebpfc.str.17
.Lebpfc.str.17:
	.asciz	"lookup_percpu_1k"
	.size	.Lebpfc.str.17, 17

	.type	.Lebpfc.str.18,@object          # @ebpfc.str.18
.Lebpfc.str.18:
	.asciz	"lookup_cells_1k"
	.size	.Lebpfc.str.18, 16

	.type	.Lebpfc.str.19,@object          # @ebpfc.str.19
.Lebpfc.str.19:
	.asciz	"lookup_wide16_1k"
	.size	.Lebpfc.str.19, 17

	.type	.Lebpfc.str.20,@object          # @ebpfc.str.20
.Lebpfc.str.20:
	.asciz	"lookup_wide64_1k"
	.size	.Lebpfc.str.20, 17

	.type	.Lebpfc.str.21,@object          # @ebpfc.str.21
.Lebpfc.str.21:
	.asciz	"update_wide16_1k"
	.size	.Lebpfc.str.21, 17

	.type	.Lebpfc.str.22,@object          # @ebpfc.str.22
.Lebpfc.str.22:
	.asciz	"update_wide64_1k"
	.size	.Lebpfc.str.22, 17

	.type	.Lebpfc.str.23,@object          # @ebpfc.str.23
.Lebpfc.str.23:
	.asciz	"update_hash_1k"
	.size	.Lebpfc.str.23, 15

	.type	.Lebpfc.str.24,@object          # @ebpfc.str.24
.Lebpfc.str.24:
	.asciz	"update_hash_1m"
	.size	.Lebpfc.str.24, 15

	.type	.Lebpfc.str.25,@object          # @ebpfc.str.25
.Lebpfc.str.25:
	.asciz	"update_lru_1k"
	.size	.Lebpfc.str.25, 14

	.type	.Lebpfc.str.26,@object          # @ebpfc.str.26
.Lebpfc.str.26:
	.asciz	"update_percpu_1k"
	.size	.Lebpfc.str.26, 17

	.type	.Lebpfc.str.27,@object          # @ebpfc.str.27
.Lebpfc.str.27:
	.asciz	"churn_hash_1k"
	.size	.Lebpfc.str.27, 14

	.type	.Lebpfc.str.28,@object          # @ebpfc.str.28
.Lebpfc.str.28:
	.asciz	"churn_hash_1m"
	.size	.Lebpfc.str.28, 14

	.type	.Lebpfc.str.29,@object          # @ebpfc.str.29
.Lebpfc.str.29:
	.asciz	"ring_submit"
	.size	.Lebpfc.str.29, 12

	.type	.Lebpfc.table.0,@object         # @ebpfc.table.0
	.section	.data.rel.ro,"aw",@progbits
	.p2align	3, 0x0
.Lebpfc.table.0:
	.long	.Lebpfc.str.6-.Lebpfc.table.0
	.long	.Lebpfc.str.7-.Lebpfc.table.0-4
	.long	empty.v1-.Lebpfc.table.0-8
	.long	0                               # 0x0
	.long	6                               # 0x6
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	20                              # 0x14
	.quad	0                               # 0x0
	.long	.Lebpfc.str.8-.Lebpfc.table.0-40
	.long	.Lebpfc.str.7-.Lebpfc.table.0-44
	.long	lookup_hash_1k.v1-.Lebpfc.table.0-48
	.long	0                               # 0x0
	.long	6                               # 0x6
	.long	0                               # 0x0
	.long	4                               # 0x4
	.long	29                              # 0x1d
	.quad	0                               # 0x0
	.long	.Lebpfc.str.9-.Lebpfc.table.0-80
	.long	.Lebpfc.str.7-.Lebpfc.table.0-84
	.long	chained_hash_1k.v1-.Lebpfc.table.0-88
	.long	0                               # 0x0
	.long	6                               # 0x6
	.long	0                               # 0x0
	.long	4                               # 0x4
	.long	28                              # 0x1c
	.quad	0                               # 0x0
	.long	.Lebpfc.str.10-.Lebpfc.table.0-120
	.long	.Lebpfc.str.7-.Lebpfc.table.0-124
	.long	lookup_hash_1m.v1-.Lebpfc.table.0-128
	.long	0                               # 0x0
	.long	6                               # 0x6
	.long	0                               # 0x0
	.long	4                               # 0x4
	.long	29                              # 0x1d
	.quad	0                               # 0x0
	.long	.Lebpfc.str.11-.Lebpfc.table.0-160
	.long	.Lebpfc.str.7-.Lebpfc.table.0-164
	.long	chained_hash_1m.v1-.Lebpfc.table.0-168
	.long	0                               # 0x0
	.long	6                               # 0x6
	.long	0                               # 0x0
	.long	4                               # 0x4
	.long	28                              # 0x1c
	.quad	0                               # 0x0
	.long	.Lebpfc.str.12-.Lebpfc.table.0-200
	.long	.Lebpfc.str.7-.Lebpfc.table.0-204
	.long	lookup_array_1k.v1-.Lebpfc.table.0-208
	.long	0                               # 0x0
	.long	6                               # 0x6
	.long	0                               # 0x0
	.long	4                               # 0x4
	.long	29                              # 0x1d
	.quad	0                               # 0x0
	.long	.Lebpfc.str.13-.Lebpfc.table.0-240
	.long	.Lebpfc.str.7-.Lebpfc.table.0-244
	.long	chained_array_1k.v1-.Lebpfc.table.0-248
	.long	0                               # 0x0
	.long	6                               # 0x6
	.long	0                               # 0x0
	.long	4                               # 0x4
	.long	28                              # 0x1c
	.quad	0                               # 0x0
	.long	.Lebpfc.str.14-.Lebpfc.table.0-280
	.long	.Lebpfc.str.7-.Lebpfc.table.0-284
	.long	lookup_array_1m.v1-.Lebpfc.table.0-288
	.long	0                               # 0x0
	.long	6                               # 0x6
	.long	0                               # 0x0
	.long	4                               # 0x4
	.long	29                              # 0x1d
	.quad	0                               # 0x0
	.long	.Lebpfc.str.15-.Lebpfc.table.0-320
	.long	.Lebpfc.str.7-.Lebpfc.table.0-324
	.long	chained_array_1m.v1-.Lebpfc.table.0-328
	.long	0                               # 0x0
	.long	6                               # 0x6
	.long	0                               # 0x0
	.long	4                               # 0x4
	.long	28                              # 0x1c
	.quad	0                               # 0x0
	.long	.Lebpfc.str.16-.Lebpfc.table.0-360
	.long	.Lebpfc.str.7-.Lebpfc.table.0-364
	.long	lookup_lru_1k.v1-.Lebpfc.table.0-368
	.long	0                               # 0x0
	.long	6                               # 0x6
	.long	0                               # 0x0
	.long	4                               # 0x4
	.long	29                              # 0x1d
	.quad	0                               # 0x0
	.long	.Lebpfc.str.17-.Lebpfc.table.0-400
	.long	.Lebpfc.str.7-.Lebpfc.table.0-404
	.long	lookup_percpu_1k.v1-.Lebpfc.table.0-408
	.long	0                               # 0x0
	.long	6                               # 0x6
	.long	0                               # 0x0
	.long	4                               # 0x4
	.long	29                              # 0x1d
	.quad	0                               # 0x0
	.long	.Lebpfc.str.18-.Lebpfc.table.0-440
	.long	.Lebpfc.str.7-.Lebpfc.table.0-444
	.long	lookup_cells_1k.v1-.Lebpfc.table.0-448
	.long	0                               # 0x0
	.long	6                               # 0x6
	.long	0                               # 0x0
	.long	4                               # 0x4
	.long	29                              # 0x1d
	.quad	0                               # 0x0
	.long	.Lebpfc.str.19-.Lebpfc.table.0-480
	.long	.Lebpfc.str.7-.Lebpfc.table.0-484
	.long	lookup_wide16_1k.v1-.Lebpfc.table.0-488
	.long	0                               # 0x0
	.long	6                               # 0x6
	.long	0                               # 0x0
	.long	16                              # 0x10
	.long	34                              # 0x22
	.quad	0                               # 0x0
	.long	.Lebpfc.str.20-.Lebpfc.table.0-520
	.long	.Lebpfc.str.7-.Lebpfc.table.0-524
	.long	lookup_wide64_1k.v1-.Lebpfc.table.0-528
	.long	0                               # 0x0
	.long	6                               # 0x6
	.long	0                               # 0x0
	.long	64                              # 0x40
	.long	46                              # 0x2e
	.quad	0                               # 0x0
	.long	.Lebpfc.str.21-.Lebpfc.table.0-560
	.long	.Lebpfc.str.7-.Lebpfc.table.0-564
	.long	update_wide16_1k.v1-.Lebpfc.table.0-568
	.long	0                               # 0x0
	.long	6                               # 0x6
	.long	0                               # 0x0
	.long	24                              # 0x18
	.long	35                              # 0x23
	.quad	0                               # 0x0
	.long	.Lebpfc.str.22-.Lebpfc.table.0-600
	.long	.Lebpfc.str.7-.Lebpfc.table.0-604
	.long	update_wide64_1k.v1-.Lebpfc.table.0-608
	.long	0                               # 0x0
	.long	6                               # 0x6
	.long	0                               # 0x0
	.long	72                              # 0x48
	.long	47                              # 0x2f
	.quad	0                               # 0x0
	.long	.Lebpfc.str.23-.Lebpfc.table.0-640
	.long	.Lebpfc.str.7-.Lebpfc.table.0-644
	.long	update_hash_1k.v1-.Lebpfc.table.0-648
	.long	0                               # 0x0
	.long	6                               # 0x6
	.long	0                               # 0x0
	.long	12                              # 0xc
	.long	30                              # 0x1e
	.quad	0                               # 0x0
	.long	.Lebpfc.str.24-.Lebpfc.table.0-680
	.long	.Lebpfc.str.7-.Lebpfc.table.0-684
	.long	update_hash_1m.v1-.Lebpfc.table.0-688
	.long	0                               # 0x0
	.long	6                               # 0x6
	.long	0                               # 0x0
	.long	12                              # 0xc
	.long	30                              # 0x1e
	.quad	0                               # 0x0
	.long	.Lebpfc.str.25-.Lebpfc.table.0-720
	.long	.Lebpfc.str.7-.Lebpfc.table.0-724
	.long	update_lru_1k.v1-.Lebpfc.table.0-728
	.long	0                               # 0x0
	.long	6                               # 0x6
	.long	0                               # 0x0
	.long	12                              # 0xc
	.long	30                              # 0x1e
	.quad	0                               # 0x0
	.long	.Lebpfc.str.26-.Lebpfc.table.0-760
	.long	.Lebpfc.str.7-.Lebpfc.table.0-764
	.long	update_percpu_1k.v1-.Lebpfc.table.0-768
	.long	0                               # 0x0
	.long	6                               # 0x6
	.long	0                               # 0x0
	.long	12                              # 0xc
	.long	30                              # 0x1e
	.quad	0                               # 0x0
	.long	.Lebpfc.str.27-.Lebpfc.table.0-800
	.long	.Lebpfc.str.7-.Lebpfc.table.0-804
	.long	churn_hash_1k.v1-.Lebpfc.table.0-808
	.long	0                               # 0x0
	.long	6                               # 0x6
	.long	0                               # 0x0
	.long	12                              # 0xc
	.long	37                              # 0x25
	.quad	0                               # 0x0
	.long	.Lebpfc.str.28-.Lebpfc.table.0-840
	.long	.Lebpfc.str.7-.Lebpfc.table.0-844
	.long	churn_hash_1m.v1-.Lebpfc.table.0-848
	.long	0                               # 0x0
	.long	6                               # 0x6
	.long	0                               # 0x0
	.long	12                              # 0xc
	.long	37                              # 0x25
	.quad	0                               # 0x0
	.long	.Lebpfc.str.29-.Lebpfc.table.0-880
	.long	.Lebpfc.str.7-.Lebpfc.table.0-884
	.long	ring_submit.v1-.Lebpfc.table.0-888
	.long	0                               # 0x0
	.long	6                               # 0x6
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	23                              # 0x17
	.quad	0                               # 0x0
	.size	.Lebpfc.table.0, 920

	.type	.Lebpfc.str.30,@object          # @ebpfc.str.30
	.section	.rodata.str1.1,"aMS",@progbits,1
.Lebpfc.str.30:
	.asciz	"hash_1k"
	.size	.Lebpfc.str.30, 8

	.type	.Lebpfc.str.31,@object          # @ebpfc.str.31
.Lebpfc.str.31:
	.asciz	"hash_1m"
	.size	.Lebpfc.str.31, 8

	.type	.Lebpfc.str.32,@object          # @ebpfc.str.32
.Lebpfc.str.32:
	.asciz	"array_1k"
	.size	.Lebpfc.str.32, 9

	.type	.Lebpfc.str.33,@object          # @ebpfc.str.33
.Lebpfc.str.33:
	.asciz	"array_1m"
	.size	.Lebpfc.str.33, 9

	.type	.Lebpfc.str.34,@object          # @ebpfc.str.34
.Lebpfc.str.34:
	.asciz	"lru_1k"
	.size	.Lebpfc.str.34, 7

	.type	.Lebpfc.str.35,@object          # @ebpfc.str.35
.Lebpfc.str.35:
	.asciz	"percpu_1k"
	.size	.Lebpfc.str.35, 10

	.type	.Lebpfc.str.36,@object          # @ebpfc.str.36
.Lebpfc.str.36:
	.asciz	"cells_1k"
	.size	.Lebpfc.str.36, 9

	.type	.Lebpfc.str.37,@object          # @ebpfc.str.37
.Lebpfc.str.37:
	.asciz	"wide16_1k"
	.size	.Lebpfc.str.37, 10

	.type	.Lebpfc.str.38,@object          # @ebpfc.str.38
.Lebpfc.str.38:
	.asciz	"wide64_1k"
	.size	.Lebpfc.str.38, 10

	.type	.Lebpfc.str.39,@object          # @ebpfc.str.39
.Lebpfc.str.39:
	.asciz	"ring"
	.size	.Lebpfc.str.39, 5

	.type	.Lebpfc.table.1,@object         # @ebpfc.table.1
	.section	.data.rel.ro,"aw",@progbits
	.p2align	3, 0x0
.Lebpfc.table.1:
	.long	.Lebpfc.str.30-.Lebpfc.table.1
	.long	1                               # 0x1
	.long	4                               # 0x4
	.long	8                               # 0x8
	.long	2048                            # 0x800
	.long	0                               # 0x0
	.quad	0                               # 0x0
	.long	0                               # 0x0
	.long	4294967295                      # 0xffffffff
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	8                               # 0x8
	.long	11                              # 0xb
	.long	1                               # 0x1
	.zero	4
	.long	.Lebpfc.str.31-.Lebpfc.table.1-72
	.long	1                               # 0x1
	.long	4                               # 0x4
	.long	8                               # 0x8
	.long	2097152                         # 0x200000
	.long	0                               # 0x0
	.quad	0                               # 0x0
	.long	0                               # 0x0
	.long	4294967295                      # 0xffffffff
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	8                               # 0x8
	.long	11                              # 0xb
	.long	1                               # 0x1
	.zero	4
	.long	.Lebpfc.str.32-.Lebpfc.table.1-144
	.long	2                               # 0x2
	.long	4                               # 0x4
	.long	8                               # 0x8
	.long	1024                            # 0x400
	.long	0                               # 0x0
	.quad	0                               # 0x0
	.long	0                               # 0x0
	.long	4294967295                      # 0xffffffff
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	8                               # 0x8
	.long	11                              # 0xb
	.long	1                               # 0x1
	.zero	4
	.long	.Lebpfc.str.33-.Lebpfc.table.1-216
	.long	2                               # 0x2
	.long	4                               # 0x4
	.long	8                               # 0x8
	.long	1048576                         # 0x100000
	.long	0                               # 0x0
	.quad	0                               # 0x0
	.long	0                               # 0x0
	.long	4294967295                      # 0xffffffff
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	8                               # 0x8
	.long	11                              # 0xb
	.long	1                               # 0x1
	.zero	4
	.long	.Lebpfc.str.34-.Lebpfc.table.1-288
	.long	9                               # 0x9
	.long	4                               # 0x4
	.long	8                               # 0x8
	.long	2048                            # 0x800
	.long	0                               # 0x0
	.quad	0                               # 0x0
	.long	0                               # 0x0
	.long	4294967295                      # 0xffffffff
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	8                               # 0x8
	.long	11                              # 0xb
	.long	1                               # 0x1
	.zero	4
	.long	.Lebpfc.str.35-.Lebpfc.table.1-360
	.long	5                               # 0x5
	.long	4                               # 0x4
	.long	8                               # 0x8
	.long	2048                            # 0x800
	.long	0                               # 0x0
	.quad	0                               # 0x0
	.long	0                               # 0x0
	.long	4294967295                      # 0xffffffff
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	8                               # 0x8
	.long	11                              # 0xb
	.long	1                               # 0x1
	.zero	4
	.long	.Lebpfc.str.36-.Lebpfc.table.1-432
	.long	6                               # 0x6
	.long	4                               # 0x4
	.long	8                               # 0x8
	.long	1024                            # 0x400
	.long	0                               # 0x0
	.quad	0                               # 0x0
	.long	0                               # 0x0
	.long	4294967295                      # 0xffffffff
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	8                               # 0x8
	.long	11                              # 0xb
	.long	1                               # 0x1
	.zero	4
	.long	.Lebpfc.str.37-.Lebpfc.table.1-504
	.long	1                               # 0x1
	.long	16                              # 0x10
	.long	8                               # 0x8
	.long	2048                            # 0x800
	.long	0                               # 0x0
	.quad	0                               # 0x0
	.long	0                               # 0x0
	.long	4294967295                      # 0xffffffff
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	42                              # 0x2a
	.long	11                              # 0xb
	.long	1                               # 0x1
	.zero	4
	.long	.Lebpfc.str.38-.Lebpfc.table.1-576
	.long	1                               # 0x1
	.long	64                              # 0x40
	.long	8                               # 0x8
	.long	2048                            # 0x800
	.long	0                               # 0x0
	.quad	0                               # 0x0
	.long	0                               # 0x0
	.long	4294967295                      # 0xffffffff
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	47                              # 0x2f
	.long	11                              # 0xb
	.long	1                               # 0x1
	.zero	4
	.long	.Lebpfc.str.39-.Lebpfc.table.1-648
	.long	27                              # 0x1b
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	1048576                         # 0x100000
	.long	0                               # 0x0
	.quad	0                               # 0x0
	.long	0                               # 0x0
	.long	4294967295                      # 0xffffffff
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	1                               # 0x1
	.zero	4
	.size	.Lebpfc.table.1, 720

	.type	.Lebpfc.str.40,@object          # @ebpfc.str.40
	.section	.rodata.str1.1,"aMS",@progbits,1
.Lebpfc.str.40:
	.asciz	".data"
	.size	.Lebpfc.str.40, 6

	.type	.Lebpfc.str.41,@object          # @ebpfc.str.41
.Lebpfc.str.41:
	.asciz	".bss"
	.size	.Lebpfc.str.41, 5

	.type	.Lebpfc.table.2,@object         # @ebpfc.table.2
	.section	.data.rel.ro,"aw",@progbits
	.p2align	3, 0x0
.Lebpfc.table.2:
	.long	.Lebpfc.str.40-.Lebpfc.table.2
	.long	2                               # 0x2
	.quad	4                               # 0x4
	.long	4                               # 0x4
	.long	.Lebpfc.data.data-.Lebpfc.table.2-20
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	109                             # 0x6d
	.long	.Lebpfc.str.41-.Lebpfc.table.2-40
	.long	3                               # 0x3
	.quad	8                               # 0x8
	.long	8                               # 0x8
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	108                             # 0x6c
	.size	.Lebpfc.table.2, 80

	.type	.Lebpfc.btf,@object             # @ebpfc.btf
	.section	.rodata,"a",@progbits
	.p2align	3, 0x0
.Lebpfc.btf:
	.asciz	"\237\353\001\000\030\000\000\000\000\000\000\000\224\t\000\000\224\t\000\000\253\002\000\000\000\000\000\000\000\000\000\002\003\000\000\000\001\000\000\000\000\000\000\001\004\000\000\000 \000\000\001\000\000\000\000\000\000\000\003\000\000\000\000\002\000\000\000\004\000\000\000\001\000\000\000\005\000\000\000\000\000\000\001\004\000\000\000 \000\000\000\000\000\000\000\000\000\000\002\006\000\000\000\000\000\000\000\000\000\000\003\000\000\000\000\002\000\000\000\004\000\000\000\000\b\000\000\000\000\000\000\000\000\000\002\b\000\000\000\031\000\000\000\000\000\000\b\t\000\000\000\037\000\000\000\000\000\000\001\004\000\000\000 \000\000\000\000\000\000\000\000\000\000\002\013\000\000\000,\000\000\000\000\000\000\b\f\000\000\0002\000\000\000\000\000\000\001\b\000\000\000@\000\000\000\000\000\000\000\004\000\000\004 \000\000\000E\000\000\000\001\000\000\000\000\000\000\000J\000\000\000\005\000\000\000@\000\000\000V\000\000\000\007\000\000\000\200\000\000\000Z\000\000\000\n\000\000\000\300\000\000\000`\000\000\000\000\000\000\016\r\000\000\000\001\000\000\000\000\000\000\000\000\000\000\002\020\000\000\000\000\000\000\000\000\000\000\003\000\000\000\000\002\000\000\000\004\000\000\000\000\000 \000\000\000\000\000\004\000\000\004 \000\000\000E\000\000\000\001\000\000\000\000\000\000\000J\000\000\000\017\000\000\000@\000\000\000V\000\000\000\007\000\000\000\200\000\000\000Z\000\000\000\n\000\000\000\300\000\000\000h\000\000\000\000\000\000\016\021\000\000\000\001\000\000\000\000\000\000\000\000\000\000\002\024\000\000\000\000\000\000\000\000\000\000\003\000\000\000\000\002\000\000\000\004\000\000\000\002\000\000\000\000\000\000\000\000\000\000\002\026\000\000\000\000\000\000\000\000\000\000\003\000\000\000\000\002\000\000\000\004\000\000\000\000\004\000\000\000\000\000\000\004\000\000\004 \000\000\000E\000\000\000\023\000\000\000\000\000\000\000J\000\000\000\025\000\000\000@\000\000\000V\000\000\000\007\000\000\000\200\000\000\000Z\000\000\000\n\000\000\000\300\000\000\000p\000\000\000\000\000\000\016\027\000\000\000\001\000\000\000\000\000\000\000\000\000\000\002\032\000\000\000\000\000\000\000\000\000\000\003\000\000\000\000\002\000\000\000\004\000\000\000\000\000\020\000\000\000\000\000\004\000\000\004 \000\000\000E\000\000\000\023\000\000\000\000\000\000\000J\000\000\000\031\000\000\000@\000\000\000V\000\000\000\007\000\000\000\200\000\000\000Z\000\000\000\n\000\000\000\300\000\000\000y\000\000\000\000\000\000\016\033\000\000\000\001\000\000\000\000\000\000\000\000\000\000\002\036\000\000\000\000\000\000\000\000\000\000\003\000\000\000\000\002\000\000\000\004\000\000\000\t\000\000\000\000\000\000\000\004\000\000\004 \000\000\000E\000\000\000\035\000\000\000\000\000\000\000J\000\000\000\005\000\000\000@\000\000\000V\000\000\000\007\000\000\000\200\000\000\000Z\000\000\000\n\000\000\000\300\000\000\000\202\000\000\000\000\000\000\016\037\000\000\000\001\000\000\000\000\000\000\000\000\000\000\002\"\000\000\000\000\000\000\000\000\000\000\003\000\000\000\000\002\000\000\000\004\000\000\000\005\000\000\000\000\000\000\000\004\000\000\004 \000\000\000E\000\000\000!\000\000\000\000\000\000\000J\000\000\000\005\000\000\000@\000\000\000V\000\000\000\007\000\000\000\200\000\000\000Z\000\000\000\n\000\000\000\300\000\000\000\211\000\000\000\000\000\000\016#\000\000\000\001\000\000\000\000\000\000\000\000\000\000\002&\000\000\000\000\000\000\000\000\000\000\003\000\000\000\000\002\000\000\000\004\000\000\000\006\000\000\000\000\000\000\000\004\000\000\004 \000\000\000E\000\000\000%\000\000\000\000\000\000\000J\000\000\000\025\000\000\000@\000\000\000V\000\000\000\007\000\000\000\200\000\000\000Z\000\000\000\n\000\000\000\300\000\000\000\223\000\000\000\000\000\000\016'\000\000\000\001\000\000\000\000\000\000\000\000\000\000\002*\000\000\000\234\000\000\000\001\000\000\004\020\000\000\000\243\000\000\000+\000\000\000\000\000\000\000\000\000\000\000\000\000\000\003\000\000\000\000\b\000\000\000\004\000\000\000\004\000\000\000\000\000\000\000\004\000\000\004 \000\000\000E\000\000\000\001\000\000\000\000\000\000\000J\000\000\000\005\000\000\000@\000\000\000V\000\000\000)\000\000\000\200\000\000\000Z\000\000\000\n\000\000\000\300\000\000\000\251\000\000\000\000\000\000\016,\000\000\000\001\000\000\000\000\000\000\000\000\000\000\002/\000\000\000\263\000\000\000\001\000\000\004@\000\000\000\243\000\000\0000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\003\000\000\000\000\b\000\000\000\004\000\000\000\020\000\000\000\000\000\000\000\004\000\000\004 \000\000\000E\000\000\000\001\000\000\000\000\000\000\000J\000\000\000\005\000\000\000@\000\000\000V\000\000\000.\000\000\000\200\000\000\000Z\000\000\000\n\000\000\000\300\000\000\000\272\000\000\000\000\000\000\0161\000\000\000\001\000\000\000\000\000\000\000\000\000\000\0024\000\000\000\000\000\000\000\000\000\000\003\000\000\000\000\002\000\000\000\004\000\000\000\033\000\000\000\000\000\000\000\002\000\000\004\020\000\000\000E\000\000\0003\000\000\000\000\000\000\000J\000\000\000\031\000\000\000@\000\000\000\304\000\000\000\000\000\000\0165\000\000\000\001\000\000\000\000\000\000\000\000\000\000\0028\000\000\000\311\000\000\000\006\000\000\004\030\000\000\000\320\000\000\000\b\000\000\000\000\000\000\000\325\000\000\000\b\000\000\000 \000\000\000\336\000\000\000\b\000\000\000@\000\000\000\350\000\000\000\b\000\000\000`\000\000\000\370\000\000\000\b\000\000\000\200\000\000\000\007\001\000\000\b\000\000\000\240\000\000\000\000\000\000\000\001\000\000\r\002\000\000\000\026\001\000\0007\000\000\000\032\001\000\000\001\000\000\f9\000\000\000\000\000\000\000\001\000\000\r\002\000\000\000\026\001\000\0007\000\000\000 \001\000\000\001\000\000\f;\000\000\000\000\000\000\000\001\000\000\r\002\000\000\000\026\001\000\0007\000\000\000/\001\000\000\001\000\000\f=\000\000\000\000\000\000\000\001\000\000\r\002\000\000\000\026\001\000\0007\000\000\000?\001\000\000\001\000\000\f?\000\000\000\000\000\000\000\001\000\000\r\002\000\000\000\026\001\000\0007\000\000\000N\001\000\000\001\000\000\fA\000\000\000\000\000\000\000\001\000\000\r\002\000\000\000\026\001\000\0007\000\000\000^\001\000\000\001\000\000\fC\000\000\000\000\000\000\000\001\000\000\r\002\000\000\000\026\001\000\0007\000\000\000n\001\000\000\001\000\000\fE\000\000\000\000\000\000\000\001\000\000\r\002\000\000\000\026\001\000\0007\000\000\000\177\001\000\000\001\000\000\fG\000\000\000\000\000\000\000\001\000\000\r\002\000\000\000\026\001\000\0007\000\000\000\217\001\000\000\001\000\000\fI\000\000\000\000\000\000\000\001\000\000\r\002\000\000\000\026\001\000\0007\000\000\000\240\001\000\000\001\000\000\fK\000\000\000\000\000\000\000\001\000\000\r\002\000\000\000\026\001\000\0007\000\000\000\256\001\000\000\001\000\000\fM\000\000\000\000\000\000\000\001\000\000\r\002\000\000\000\026\001\000\0007\000\000\000\277\001\000\000\001\000\000\fO\000\000\000\000\000\000\000\001\000\000\r\002\000\000\000\026\001\000\0007\000\000\000\317\001\000\000\001\000\000\fQ\000\000\000\000\000\000\000\001\000\000\r\002\000\000\000\026\001\000\0007\000\000\000\340\001\000\000\001\000\000\fS\000\000\000\000\000\000\000\001\000\000\r\002\000\000\000\026\001\000\0007\000\000\000\361\001\000\000\001\000\000\fU\000\000\000\000\000\000\000\001\000\000\r\002\000\000\000\026\001\000\0007\000\000\000\002\002\000\000\001\000\000\fW\000\000\000\000\000\000\000\001\000\000\r\002\000\000\000\026\001\000\0007\000\000\000\023\002\000\000\001\000\000\fY\000\000\000\000\000\000\000\001\000\000\r\002\000\000\000\026\001\000\0007\000\000\000\"\002\000\000\001\000\000\f[\000\000\000\000\000\000\000\001\000\000\r\002\000\000\000\026\001\000\0007\000\000\0001\002\000\000\001\000\000\f]\000\000\000\000\000\000\000\001\000\000\r\002\000\000\000\026\001\000\0007\000\000\000?\002\000\000\001\000\000\f_\000\000\000\000\000\000\000\001\000\000\r\002\000\000\000\026\001\000\0007\000\000\000P\002\000\000\001\000\000\fa\000\000\000\000\000\000\000\001\000\000\r\002\000\000\000\026\001\000\0007\000\000\000^\002\000\000\001\000\000\fc\000\000\000\000\000\000\000\001\000\000\r\002\000\000\000\026\001\000\0007\000\000\000l\002\000\000\001\000\000\fe\000\000\000x\002\000\000\000\000\000\001\001\000\000\000\b\000\000\001\000\000\000\000\000\000\000\003\000\000\000\000g\000\000\000\004\000\000\000\004\000\000\000}\002\000\000\000\000\000\016h\000\000\000\001\000\000\000\205\002\000\000\000\000\000\016\b\000\000\000\001\000\000\000\213\002\000\000\000\000\000\016\013\000\000\000\001\000\000\000\222\002\000\000\001\000\000\017\b\000\000\000k\000\000\000\000\000\000\000\b\000\000\000\227\002\000\000\001\000\000\017\004\000\000\000j\000\000\000\000\000\000\000\004\000\000\000\235\002\000\000\n\000\000\017\000\000\000\000\016\000\000\000\000\000\000\000 \000\000\000\022\000\000\000\000\000\000\000 \000\000\000\030\000\000\000\000\000\000\000 \000\000\000\034\000\000\000\000\000\000\000 \000\000\000 \000\000\000\000\000\000\000 \000\000\000$\000\000\000\000\000\000\000 \000\000\000(\000\000\000\000\000\000\000 \000\000\000-\000\000\000\000\000\000\000 \000\000\0002\000\000\000\000\000\000\000 \000\000\0006\000\000\000\000\000\000\000\020\000\000\000\243\002\000\000\001\000\000\017\000\000\000\000i\000\000\000\000\000\000\000\004\000\000\000\000int\000__ARRAY_SIZE_TYPE__\000__u32\000unsigned int\000__u64\000unsigned long long\000type\000max_entries\000key\000value\000hash_1k\000hash_1m\000array_1k\000array_1m\000lru_1k\000percpu_1k\000cells_1k\000wide16\000words\000wide16_1k\000wide64\000wide64_1k\000ring\000xdp_md\000data\000data_end\000data_meta\000ingress_ifindex\000rx_queue_index\000egress_ifindex\000ctx\000empty\000lookup_hash_1k\000chained_hash_1k\000lookup_hash_1m\000chained_hash_1m\000lookup_array_1k\000chained_array_1k\000lookup_array_1m\000chained_array_1m\000lookup_lru_1k\000lookup_percpu_1k\000lookup_cells_1k\000lookup_wide16_1k\000lookup_wide64_1k\000update_wide16_1k\000update_wide64_1k\000update_hash_1k\000update_hash_1m\000update_lru_1k\000update_percpu_1k\000churn_hash_1k\000churn_hash_1m\000ring_submit\000char\000LICENSE\000state\000result\000.bss\000.data\000.maps\000license"
	.size	.Lebpfc.btf, 3159

	.type	.Lebpfc.str.42,@object          # @ebpfc.str.42
	.section	.rodata.str1.1,"aMS",@progbits,1
.Lebpfc.str.42:
	.asciz	"bpf_map_lookup_elem"
	.size	.Lebpfc.str.42, 20

	.type	.Lebpfc.str.43,@object          # @ebpfc.str.43
.Lebpfc.str.43:
	.asciz	"bpf_map_update_elem"
	.size	.Lebpfc.str.43, 20

	.type	.Lebpfc.str.44,@object          # @ebpfc.str.44
.Lebpfc.str.44:
	.asciz	"bpf_map_delete_elem"
	.size	.Lebpfc.str.44, 20

	.type	.Lebpfc.str.45,@object          # @ebpfc.str.45
.Lebpfc.str.45:
	.asciz	"bpf_ringbuf_reserve"
	.size	.Lebpfc.str.45, 20

	.type	.Lebpfc.str.46,@object          # @ebpfc.str.46
.Lebpfc.str.46:
	.asciz	"bpf_ringbuf_submit"
	.size	.Lebpfc.str.46, 19

	.type	.Lebpfc.table.3,@object         # @ebpfc.table.3
	.section	.data.rel.ro,"aw",@progbits
	.p2align	3, 0x0
.Lebpfc.table.3:
	.long	1                               # 0x1
	.long	.Lebpfc.str.42-.Lebpfc.table.3-4
	.long	0                               # 0x0
	.zero	4
	.long	2                               # 0x2
	.long	.Lebpfc.str.43-.Lebpfc.table.3-20
	.long	0                               # 0x0
	.zero	4
	.long	3                               # 0x3
	.long	.Lebpfc.str.44-.Lebpfc.table.3-36
	.long	0                               # 0x0
	.zero	4
	.long	131                             # 0x83
	.long	.Lebpfc.str.45-.Lebpfc.table.3-52
	.long	0                               # 0x0
	.zero	4
	.long	132                             # 0x84
	.long	.Lebpfc.str.46-.Lebpfc.table.3-68
	.long	0                               # 0x0
	.zero	4
	.size	.Lebpfc.table.3, 80

	.protected	ebpfc_module            # @ebpfc_module
	.type	ebpfc_module,@object
	.globl	ebpfc_module
	.p2align	3, 0x0
ebpfc_module:
	.long	152                             # 0x98
	.long	1                               # 0x1
	.quad	4850449663926882370             # 0x4350424543465042
	.long	0                               # 0x0
	.long	.Lebpfc.str.0-ebpfc_module-20
	.long	.Lebpfc.str.1-ebpfc_module-24
	.long	.Lebpfc.str.2-ebpfc_module-28
	.long	.Lebpfc.str.3-ebpfc_module-32
	.long	.Lebpfc.str.4-ebpfc_module-36
	.long	0                               # 0x0
	.long	.Lebpfc.str.5-ebpfc_module-44
	.long	.Lebpfc.table.0-ebpfc_module-48
	.long	23                              # 0x17
	.long	40                              # 0x28
	.long	.Lebpfc.table.1-ebpfc_module-60
	.long	10                              # 0xa
	.long	72                              # 0x48
	.long	.Lebpfc.table.2-ebpfc_module-72
	.long	2                               # 0x2
	.long	40                              # 0x28
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	.Lebpfc.btf-ebpfc_module-120
	.long	3159                            # 0xc57
	.long	1                               # 0x1
	.long	1                               # 0x1
	.long	.Lebpfc.table.3-ebpfc_module-136
	.long	5                               # 0x5
	.long	16                              # 0x10
	.zero	4
	.size	ebpfc_module, 152

	.globl	empty
	.type	empty,@gnu_indirect_function
	.protected	empty
empty = empty.resolve
	.globl	lookup_hash_1k
	.type	lookup_hash_1k,@gnu_indirect_function
	.protected	lookup_hash_1k
lookup_hash_1k = lookup_hash_1k.resolve
	.globl	chained_hash_1k
	.type	chained_hash_1k,@gnu_indirect_function
	.protected	chained_hash_1k
chained_hash_1k = chained_hash_1k.resolve
	.globl	lookup_hash_1m
	.type	lookup_hash_1m,@gnu_indirect_function
	.protected	lookup_hash_1m
lookup_hash_1m = lookup_hash_1m.resolve
	.globl	chained_hash_1m
	.type	chained_hash_1m,@gnu_indirect_function
	.protected	chained_hash_1m
chained_hash_1m = chained_hash_1m.resolve
	.globl	lookup_array_1k
	.type	lookup_array_1k,@gnu_indirect_function
	.protected	lookup_array_1k
lookup_array_1k = lookup_array_1k.resolve
	.globl	chained_array_1k
	.type	chained_array_1k,@gnu_indirect_function
	.protected	chained_array_1k
chained_array_1k = chained_array_1k.resolve
	.globl	lookup_array_1m
	.type	lookup_array_1m,@gnu_indirect_function
	.protected	lookup_array_1m
lookup_array_1m = lookup_array_1m.resolve
	.globl	chained_array_1m
	.type	chained_array_1m,@gnu_indirect_function
	.protected	chained_array_1m
chained_array_1m = chained_array_1m.resolve
	.globl	lookup_lru_1k
	.type	lookup_lru_1k,@gnu_indirect_function
	.protected	lookup_lru_1k
lookup_lru_1k = lookup_lru_1k.resolve
	.globl	lookup_percpu_1k
	.type	lookup_percpu_1k,@gnu_indirect_function
	.protected	lookup_percpu_1k
lookup_percpu_1k = lookup_percpu_1k.resolve
	.globl	lookup_cells_1k
	.type	lookup_cells_1k,@gnu_indirect_function
	.protected	lookup_cells_1k
lookup_cells_1k = lookup_cells_1k.resolve
	.globl	lookup_wide16_1k
	.type	lookup_wide16_1k,@gnu_indirect_function
	.protected	lookup_wide16_1k
lookup_wide16_1k = lookup_wide16_1k.resolve
	.globl	lookup_wide64_1k
	.type	lookup_wide64_1k,@gnu_indirect_function
	.protected	lookup_wide64_1k
lookup_wide64_1k = lookup_wide64_1k.resolve
	.globl	update_wide16_1k
	.type	update_wide16_1k,@gnu_indirect_function
	.protected	update_wide16_1k
update_wide16_1k = update_wide16_1k.resolve
	.globl	update_wide64_1k
	.type	update_wide64_1k,@gnu_indirect_function
	.protected	update_wide64_1k
update_wide64_1k = update_wide64_1k.resolve
	.globl	update_hash_1k
	.type	update_hash_1k,@gnu_indirect_function
	.protected	update_hash_1k
update_hash_1k = update_hash_1k.resolve
	.globl	update_hash_1m
	.type	update_hash_1m,@gnu_indirect_function
	.protected	update_hash_1m
update_hash_1m = update_hash_1m.resolve
	.globl	update_lru_1k
	.type	update_lru_1k,@gnu_indirect_function
	.protected	update_lru_1k
update_lru_1k = update_lru_1k.resolve
	.globl	update_percpu_1k
	.type	update_percpu_1k,@gnu_indirect_function
	.protected	update_percpu_1k
update_percpu_1k = update_percpu_1k.resolve
	.globl	churn_hash_1k
	.type	churn_hash_1k,@gnu_indirect_function
	.protected	churn_hash_1k
churn_hash_1k = churn_hash_1k.resolve
	.globl	churn_hash_1m
	.type	churn_hash_1m,@gnu_indirect_function
	.protected	churn_hash_1m
churn_hash_1m = churn_hash_1m.resolve
	.globl	ring_submit
	.type	ring_submit,@gnu_indirect_function
	.protected	ring_submit
ring_submit = ring_submit.resolve
	.weak	dprintf
	.ident	"Debian clang version 22.1.8 (1~deb12u1)"
	.section	".note.GNU-stack","",@progbits
	.addrsig
	.addrsig_sym empty.v1
	.addrsig_sym empty.v3
	.addrsig_sym empty.v4
	.addrsig_sym empty.resolve
	.addrsig_sym lookup_hash_1k.v1
	.addrsig_sym lookup_hash_1k.v3
	.addrsig_sym lookup_hash_1k.v4
	.addrsig_sym lookup_hash_1k.resolve
	.addrsig_sym chained_hash_1k.v1
	.addrsig_sym chained_hash_1k.v3
	.addrsig_sym chained_hash_1k.v4
	.addrsig_sym chained_hash_1k.resolve
	.addrsig_sym lookup_hash_1m.v1
	.addrsig_sym lookup_hash_1m.v3
	.addrsig_sym lookup_hash_1m.v4
	.addrsig_sym lookup_hash_1m.resolve
	.addrsig_sym chained_hash_1m.v1
	.addrsig_sym chained_hash_1m.v3
	.addrsig_sym chained_hash_1m.v4
	.addrsig_sym chained_hash_1m.resolve
	.addrsig_sym lookup_array_1k.v1
	.addrsig_sym lookup_array_1k.v3
	.addrsig_sym lookup_array_1k.v4
	.addrsig_sym lookup_array_1k.resolve
	.addrsig_sym chained_array_1k.v1
	.addrsig_sym chained_array_1k.v3
	.addrsig_sym chained_array_1k.v4
	.addrsig_sym chained_array_1k.resolve
	.addrsig_sym lookup_array_1m.v1
	.addrsig_sym lookup_array_1m.v3
	.addrsig_sym lookup_array_1m.v4
	.addrsig_sym lookup_array_1m.resolve
	.addrsig_sym chained_array_1m.v1
	.addrsig_sym chained_array_1m.v3
	.addrsig_sym chained_array_1m.v4
	.addrsig_sym chained_array_1m.resolve
	.addrsig_sym lookup_lru_1k.v1
	.addrsig_sym lookup_lru_1k.v3
	.addrsig_sym lookup_lru_1k.v4
	.addrsig_sym lookup_lru_1k.resolve
	.addrsig_sym lookup_percpu_1k.v1
	.addrsig_sym lookup_percpu_1k.v3
	.addrsig_sym lookup_percpu_1k.v4
	.addrsig_sym lookup_percpu_1k.resolve
	.addrsig_sym lookup_cells_1k.v1
	.addrsig_sym lookup_cells_1k.v3
	.addrsig_sym lookup_cells_1k.v4
	.addrsig_sym lookup_cells_1k.resolve
	.addrsig_sym lookup_wide16_1k.v1
	.addrsig_sym lookup_wide16_1k.v3
	.addrsig_sym lookup_wide16_1k.v4
	.addrsig_sym lookup_wide16_1k.resolve
	.addrsig_sym lookup_wide64_1k.v1
	.addrsig_sym lookup_wide64_1k.v3
	.addrsig_sym lookup_wide64_1k.v4
	.addrsig_sym lookup_wide64_1k.resolve
	.addrsig_sym update_wide16_1k.v1
	.addrsig_sym update_wide16_1k.v3
	.addrsig_sym update_wide16_1k.v4
	.addrsig_sym update_wide16_1k.resolve
	.addrsig_sym update_wide64_1k.v1
	.addrsig_sym update_wide64_1k.v3
	.addrsig_sym update_wide64_1k.v4
	.addrsig_sym update_wide64_1k.resolve
	.addrsig_sym update_hash_1k.v1
	.addrsig_sym update_hash_1k.v3
	.addrsig_sym update_hash_1k.v4
	.addrsig_sym update_hash_1k.resolve
	.addrsig_sym update_hash_1m.v1
	.addrsig_sym update_hash_1m.v3
	.addrsig_sym update_hash_1m.v4
	.addrsig_sym update_hash_1m.resolve
	.addrsig_sym update_lru_1k.v1
	.addrsig_sym update_lru_1k.v3
	.addrsig_sym update_lru_1k.v4
	.addrsig_sym update_lru_1k.resolve
	.addrsig_sym update_percpu_1k.v1
	.addrsig_sym update_percpu_1k.v3
	.addrsig_sym update_percpu_1k.v4
	.addrsig_sym update_percpu_1k.resolve
	.addrsig_sym churn_hash_1k.v1
	.addrsig_sym churn_hash_1k.v3
	.addrsig_sym churn_hash_1k.v4
	.addrsig_sym churn_hash_1k.resolve
	.addrsig_sym churn_hash_1m.v1
	.addrsig_sym churn_hash_1m.v3
	.addrsig_sym churn_hash_1m.v4
	.addrsig_sym churn_hash_1m.resolve
	.addrsig_sym ring_submit.v1
	.addrsig_sym ring_submit.v3
	.addrsig_sym ring_submit.v4
	.addrsig_sym ring_submit.resolve
	.addrsig_sym dprintf
	.addrsig_sym .Lebpfc.data.data
	.addrsig_sym ebpfc.default.data
	.addrsig_sym ebpfc.default.bss
	.addrsig_sym .Lebpfc.table.0
	.addrsig_sym .Lebpfc.table.1
	.addrsig_sym .Lebpfc.table.2
	.addrsig_sym .Lebpfc.btf
	.addrsig_sym .Lebpfc.table.3
	.addrsig_sym ebpfc_module
