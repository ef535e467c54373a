/* SPDX-License-Identifier: MIT */
/* Everything that is compiled to bitcode for programs, as one translation unit. */
#include "maps.c"
#include "helpers.c"
