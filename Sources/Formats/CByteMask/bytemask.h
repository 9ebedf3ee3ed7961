/* The two machine instructions that Swift has no word for: the top bit of each of sixteen bytes, gathered (SSE2's movemask), and
   the sum of eight bytes (psadbw). Small functions that are inlined where they are called; they read groups of 64 bytes. Only for
   x86-64, where ByteMask asks for them. */
#ifndef PMI_CBYTEMASK_H
#define PMI_CBYTEMASK_H

#if defined(__SSE2__)

#include <emmintrin.h>
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

#endif
#endif
