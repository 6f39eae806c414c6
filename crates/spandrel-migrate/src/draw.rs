//! Which calls are sampled and moved: by hashes of keys, or by chance. The hashes are those of the Go package, and the same in every
//! process, so that a key stays where it is when the program is started again.

use std::cell::RefCell;

thread_local! {
    static KEY: RefCell<Option<u64>> = const { RefCell::new(None) };
}

/// Has the calls within `run` have a key, such as a user's name: calls of one key are served by the same implementation while a share of
/// them moves to the candidate, and sampled together.
pub fn with_key<T>(key: &str, run: impl FnOnce() -> T) -> T {
    struct Before(Option<u64>);
    impl Drop for Before {
        fn drop(&mut self) {
            KEY.set(self.0);
        }
    }
    let _before = Before(KEY.replace(Some(hash(key.as_bytes()))));
    run()
}

/// The hash of the key of this thread, or chance.
pub(crate) fn of_thread() -> u64 {
    KEY.with_borrow(|key| *key).unwrap_or_else(|| fastrand::u64(..))
}

/// FNV-1a, mixed.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(1_099_511_628_211);
    mix(bytes.iter().fold(14_695_981_039_346_656_037, step))
}

/// The hash that samples, which is another one than the hash that moves calls.
pub(crate) fn sampling(hash: u64) -> u64 {
    mix(hash.wrapping_add(0x9e37_79b9_7f4a_7c15))
}

/// Spreads the bits of a number.
fn mix(mut x: u64) -> u64 {
    x ^= x >> 30;
    x = x.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x ^= x >> 27;
    x = x.wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// The hash below which a percentage of all hashes are.
pub(crate) fn bound(percent: f64) -> u64 {
    if percent >= 100.0 { u64::MAX } else { (percent / 100.0 * (1_u64 << 63) as f64 * 2.0) as u64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_what_they_say_and_only_grow() {
        let keys: Vec<u64> = (0..100_000).map(|key: u32| hash(key.to_string().as_bytes())).collect();
        let moved = |percent| keys.iter().filter(|key| **key < bound(percent)).count();
        for percent in [1.0, 10.0, 50.0] {
            let share = moved(percent) as f64 / 1000.0;
            assert!((share - percent).abs() < 0.5, "{share} of {percent} percent");
        }
        assert!(keys.iter().all(|key| *key >= bound(10.0) || *key < bound(25.0)));
        assert_eq!((moved(0.0), moved(100.0)), (0, keys.len()));
        // Sampling is independent of moving.
        let both = keys.iter().filter(|key| **key < bound(50.0) && sampling(**key) < bound(50.0)).count();
        assert!((24_000..26_000).contains(&both), "{both}");
    }

    #[test]
    fn a_key_is_one_of_the_closure() {
        let (outer, inner) = with_key("a", || (of_thread(), with_key("b", of_thread)));
        assert_eq!((outer, inner), (hash(b"a"), hash(b"b")));
        let after_inner = with_key("a", || {
            with_key("b", of_thread);
            of_thread()
        });
        assert_eq!(after_inner, outer);
    }
}
