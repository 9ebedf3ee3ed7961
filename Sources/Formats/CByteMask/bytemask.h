/* The machine instructions that Swift has no word for: the top bit of each of sixteen bytes, gathered (SSE2's movemask), the sum of
   eight bytes (psadbw), and a look-up of each of 32 bytes (AVX2's vpshufb). Small functions that are inlined where they are called,
   but for the last, which is only called where the processor has AVX2; they read groups of 64 bytes. Only for x86-64, where
   ByteMask and Utf8 ask for them. */
#ifndef PMI_CBYTEMASK_H
#define PMI_CBYTEMASK_H

#if defined(__SSE2__)

#include <immintrin.h>
#include <stdint.h>

/* A bit for each of the 64 bytes at `bytes` that equals one of four; bit 0 is the first. */
static inline uint64_t pmi_mask_matching(const void *bytes, uint8_t a, uint8_t b, uint8_t c, uint8_t d) {
  const __m128i va = _mm_set1_epi8((char)a), vb = _mm_set1_epi8((char)b);
  const __m128i vc = _mm_set1_epi8((char)c), vd = _mm_set1_epi8((char)d);
  uint64_t mask = 0;
  for (int lane = 0; lane < 4; lane++) {
    const __m128i group = _mm_loadu_si128((const __m128i *)bytes + lane);
    const __m128i hits = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(group, va), _mm_cmpeq_epi8(group, vb)),
                                      _mm_or_si128(_mm_cmpeq_epi8(group, vc), _mm_cmpeq_epi8(group, vd)));
    mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(hits) << (16 * lane);
  }
  return mask;
}

/* A bit for each of the 64 bytes at `bytes` that means something in XML: `<`, `>`, `"`, `&`, LF, CR. */
static inline uint64_t pmi_mask_markup(const void *bytes) {
  const __m128i less = _mm_set1_epi8('<'), greater = _mm_set1_epi8('>'), quote = _mm_set1_epi8('"');
  const __m128i ampersand = _mm_set1_epi8('&'), feed = _mm_set1_epi8(0x0A), carriage = _mm_set1_epi8(0x0D);
  uint64_t mask = 0;
  for (int lane = 0; lane < 4; lane++) {
    const __m128i group = _mm_loadu_si128((const __m128i *)bytes + lane);
    const __m128i tags = _mm_or_si128(_mm_cmpeq_epi8(group, less), _mm_cmpeq_epi8(group, greater));
    const __m128i values = _mm_or_si128(_mm_cmpeq_epi8(group, quote), _mm_cmpeq_epi8(group, ampersand));
    const __m128i ends = _mm_or_si128(_mm_cmpeq_epi8(group, feed), _mm_cmpeq_epi8(group, carriage));
    const __m128i hits = _mm_or_si128(_mm_or_si128(tags, values), ends);
    mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(hits) << (16 * lane);
  }
  return mask;
}

/* A bit for each of the 64 bytes at `bytes` that is below 0x20, 0x7F or above it. */
static inline uint64_t pmi_mask_odd(const void *bytes) {
  const __m128i blank = _mm_set1_epi8(0x20), delete = _mm_set1_epi8(0x7F);
  uint64_t mask = 0;
  for (int lane = 0; lane < 4; lane++) {
    const __m128i group = _mm_loadu_si128((const __m128i *)bytes + lane);
    /* As signed numbers, bytes of 0x80 and more are below 0x20 too. */
    const __m128i hits = _mm_or_si128(_mm_cmplt_epi8(group, blank), _mm_cmpeq_epi8(group, delete));
    mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(hits) << (16 * lane);
  }
  return mask;
}

/* How many of the first `most` bytes at two places are the same; the 15 behind them may be read. */
static inline uint64_t pmi_common(const void *a, const void *b, uint64_t most) {
  for (uint64_t place = 0; place < most; place += 16) {
    const __m128i left = _mm_loadu_si128((const __m128i *)((const char *)a + place));
    const __m128i right = _mm_loadu_si128((const __m128i *)((const char *)b + place));
    const uint32_t same = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(left, right));
    if (same != 0xFFFF) {
      const uint64_t found = place + (uint64_t)__builtin_ctz(~same);
      return found < most ? found : most;
    }
  }
  return most;
}

/* How many of `groups` times 64 bytes at `bytes` equal `needle`. Hits are summed in bytes, which can't overflow in 63 groups, and
   those sums by _mm_sad_epu8. */
static inline uint64_t pmi_count(const void *bytes, uint64_t groups, uint8_t needle) {
  const __m128i wanted = _mm_set1_epi8((char)needle), zero = _mm_setzero_si128();
  const __m128i *place = (const __m128i *)bytes;
  __m128i total = zero;
  while (groups > 0) {
    uint64_t some = groups < 63 ? groups : 63;
    groups -= some;
    __m128i hits = zero;
    for (; some > 0; some--, place += 4) {
      /* A hit is -1. */
      for (int lane = 0; lane < 4; lane++)
        hits = _mm_sub_epi8(hits, _mm_cmpeq_epi8(_mm_loadu_si128(place + lane), wanted));
    }
    total = _mm_add_epi64(total, _mm_sad_epu8(hits, zero));
  }
  return (uint64_t)_mm_cvtsi128_si64(total) + (uint64_t)_mm_cvtsi128_si64(_mm_unpackhi_epi64(total, total));
}

/* Whether the processor has what `pmi_plain_text` needs. */
static inline int pmi_has_plain_text(void) { return __builtin_cpu_supports("avx2") != 0; }

#define PMI_TABLE(...) _mm256_broadcastsi128_si256(_mm_setr_epi8(__VA_ARGS__))

/* Where 32 bytes are controls below 0x80 other than tab, LF and CR. */
__attribute__((target("avx2"))) static inline __m256i pmi_controls(__m256i bytes) {
  /* Looked up by its lower half, a byte that is allowed finds itself. */
  const __m256i allowed = PMI_TABLE(1, 0, 0, 0, 0, 0, 0, 0, 0, 0x09, 0x0A, 0, 0, 0x0D, 0, 0);
  const __m256i low = _mm256_cmpeq_epi8(_mm256_min_epu8(bytes, _mm256_set1_epi8(0x1F)), bytes);
  const __m256i usual = _mm256_cmpeq_epi8(_mm256_shuffle_epi8(allowed, bytes), bytes);
  const __m256i delete = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(0x7F));
  return _mm256_or_si256(_mm256_andnot_si256(usual, low), delete);
}

/* What the bytes from 0x80 on among 32 have against them, a bit set where they are at fault: no well-formed UTF-8, or a control
   character. `before` are the 32 bytes before them.

   That two bytes can't follow one another is told by three look-ups, of the halves of the first and the upper half of the second,
   each of which leaves the faults that it allows; that a third or fourth byte is due, by the first two or three before it
   (J. Keiser and D. Lemire, "Validating UTF-8 in less than one instruction per byte", 2021). */
__attribute__((target("avx2"))) static inline __m256i pmi_sequence_faults(__m256i bytes, __m256i before) {
  enum { /* of two bytes: */
    SHORT = 1,       /* a lead without its continuation */
    LONG = 2,        /* a continuation behind a byte of its own */
    OVERLONG3 = 4,   /* E0 80..9F */
    LARGE = 8,       /* F4 90.. and above */
    SURROGATE = 16,  /* ED A0..BF */
    OVERLONG2 = 32,  /* C0 and C1 */
    LARGER = 64,     /* F5.., and F0 80..8F, which is overlong */
    PAIR = 128,      /* two continuations, which may be right behind a lead of three or four */
    ANY = SHORT | LONG | PAIR
  };
#define PMI_BITS(x) ((char)(x))
  const __m256i first_upper = PMI_TABLE(
      LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, PMI_BITS(PAIR), PMI_BITS(PAIR), PMI_BITS(PAIR), PMI_BITS(PAIR),
      SHORT | OVERLONG2, SHORT, SHORT | OVERLONG3 | SURROGATE, SHORT | LARGE | LARGER);
  const __m256i first_lower = PMI_TABLE(
      PMI_BITS(ANY | OVERLONG3 | OVERLONG2 | LARGER), PMI_BITS(ANY | OVERLONG2), PMI_BITS(ANY), PMI_BITS(ANY), PMI_BITS(ANY | LARGE),
      PMI_BITS(ANY | LARGE | LARGER), PMI_BITS(ANY | LARGE | LARGER), PMI_BITS(ANY | LARGE | LARGER),
      PMI_BITS(ANY | LARGE | LARGER), PMI_BITS(ANY | LARGE | LARGER), PMI_BITS(ANY | LARGE | LARGER),
      PMI_BITS(ANY | LARGE | LARGER), PMI_BITS(ANY | LARGE | LARGER), PMI_BITS(ANY | LARGE | LARGER | SURROGATE),
      PMI_BITS(ANY | LARGE | LARGER), PMI_BITS(ANY | LARGE | LARGER));
  const __m256i second_upper = PMI_TABLE(
      SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, PMI_BITS(LONG | OVERLONG2 | PAIR | OVERLONG3 | LARGER),
      PMI_BITS(LONG | OVERLONG2 | PAIR | OVERLONG3 | LARGE), PMI_BITS(LONG | OVERLONG2 | PAIR | SURROGATE | LARGE),
      PMI_BITS(LONG | OVERLONG2 | PAIR | SURROGATE | LARGE), SHORT, SHORT, SHORT, SHORT);
  const __m256i lower_half = _mm256_set1_epi8(0x0F), top = _mm256_set1_epi8((char)0x80);

  const __m256i joint = _mm256_permute2x128_si256(before, bytes, 0x21);
  const __m256i one_before = _mm256_alignr_epi8(bytes, joint, 15);
  const __m256i two_before = _mm256_alignr_epi8(bytes, joint, 14);
  const __m256i three_before = _mm256_alignr_epi8(bytes, joint, 13);

  const __m256i pairs = _mm256_and_si256(
      _mm256_and_si256(
          _mm256_shuffle_epi8(first_upper, _mm256_and_si256(_mm256_srli_epi16(one_before, 4), lower_half)),
          _mm256_shuffle_epi8(first_lower, _mm256_and_si256(one_before, lower_half))),
      _mm256_shuffle_epi8(second_upper, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), lower_half)));
  const __m256i due = _mm256_and_si256(
      _mm256_or_si256(
          _mm256_subs_epu8(two_before, _mm256_set1_epi8(0xE0 - 0x80)),
          _mm256_subs_epu8(three_before, _mm256_set1_epi8(0xF0 - 0x80))),
      top);

  /* C2 80..9F; as a signed number, a byte of 80..9F is below A0. */
  const __m256i controls = _mm256_and_si256(
      _mm256_cmpeq_epi8(one_before, _mm256_set1_epi8((char)0xC2)), _mm256_cmpgt_epi8(_mm256_set1_epi8((char)0xA0), bytes));
  return _mm256_or_si256(_mm256_xor_si256(pairs, due), controls);
#undef PMI_BITS
}

/* How many of the `groups` times 64 bytes at `bytes`, which begin with a character, stand in groups without a fault: well-formed
   UTF-8, and no control character (Cc) but tab, LF and CR. The last character of them may lack bytes. */
__attribute__((target("avx2"))) static inline uint64_t pmi_plain_text(const void *bytes, uint64_t groups) {
  const __m256i *place = (const __m256i *)bytes;
  __m256i before = _mm256_setzero_si256();
  uint64_t group = 0;
  for (; group < groups; group++, place += 2) {
    const __m256i first = _mm256_loadu_si256(place), second = _mm256_loadu_si256(place + 1);
    const __m256i controls = _mm256_or_si256(pmi_controls(first), pmi_controls(second));
    const __m256i sequences = _mm256_or_si256(pmi_sequence_faults(first, before), pmi_sequence_faults(second, first));
    const __m256i faults = _mm256_or_si256(controls, sequences);
    if (!_mm256_testz_si256(faults, faults)) break;
    before = second;
  }
  return group * 64;
}
#undef PMI_TABLE

#endif
#endif
