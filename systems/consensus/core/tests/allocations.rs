//! What promises to allocate nothing, with a counting allocator.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::hint::black_box;

use coinjecture::{
    Hash, HeaderGo208, HeaderV1, Limits, Rule, Tier, commitment, header, merkle, miner_salt, sha256,
    sha256_many, subset_sum_verify,
};

thread_local! {
    static COUNT: Cell<u64> = const { Cell::new(0) };
}

struct Counting;

// SAFETY: every call goes to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.with(|count| count.set(count.get() + 1));
        // SAFETY: the caller keeps the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps the contract of `dealloc`.
        unsafe { System.dealloc(pointer, layout) };
    }
}

#[global_allocator]
static HEAP: Counting = Counting;

fn allocations<T>(work: impl FnOnce() -> T) -> u64 {
    let before = COUNT.with(Cell::get);
    black_box(work());
    COUNT.with(Cell::get) - before
}

#[test]
fn hot_paths_allocate_nothing() {
    // The choice of the kernel allocates, once.
    coinjecture::init().unwrap();

    let leaves: Vec<Hash> = (0..1000u32).map(|i| sha256(&i.to_le_bytes())).collect();
    let views: Vec<&[u8]> = leaves.iter().map(|leaf| &leaf[..]).collect();
    let mut nodes = leaves.clone();
    let mut out = vec![[0; 32]; 1000];
    let mut scratch = Vec::new();
    let root = merkle::root(Rule::Promote, &leaves, &mut scratch).unwrap();
    let proof = merkle::proof(Rule::Promote, &leaves, 777).unwrap();
    let headers = [HeaderGo208::default(); 40];
    let header = HeaderV1::default();
    let extra = [9u8; 256];
    let elements: Vec<i64> = (0..14).collect();
    let limits = Limits { max_ops: 99, max_memory: 99 };

    assert_eq!(allocations(|| vec![1u8]), 1, "the counter counts");
    assert_eq!(allocations(|| header.hash().unwrap()), 0);
    assert_eq!(
        allocations(|| HeaderV1 { extra_data: (&extra[..]).into(), ..HeaderV1::default() }.hash().unwrap()),
        0
    );
    assert_eq!(allocations(|| headers[0].hash()), 0);
    assert_eq!(allocations(|| header::go208_hash_batch(&headers, &mut out[..40]).unwrap()), 0);
    assert_eq!(allocations(|| sha256_many(&views, &mut out).unwrap()), 0);
    for rule in Rule::ALL {
        assert_eq!(allocations(|| merkle::root_in_place(rule, &mut nodes)), 0);
    }
    assert_eq!(
        allocations(|| merkle::root(Rule::Promote, &leaves, &mut scratch).unwrap()),
        0,
        "scratch is reused"
    );
    assert_eq!(
        allocations(|| {
            merkle::verify(Rule::Promote, &leaves[777], 777, 1000, &proof.steps, &root).unwrap()
        }),
        0
    );
    assert_eq!(allocations(|| subset_sum_verify(Tier::Desktop, &elements, 3, &[1, 2], limits).unwrap()), 0);
    assert_eq!(allocations(|| subset_sum_verify(Tier::Desktop, &elements, 4, &[1, 2], limits).is_err()), 0);
    let salt = [1; 32];
    assert_eq!(allocations(|| miner_salt(&salt, &salt, &salt, 7)), 0);
    assert_eq!(allocations(|| commitment(&salt, &salt, &salt, &salt)), 0);
}
