use super::*;

#[test]
fn every_available_kernel_passes_the_self_test() {
    let mut run = 0;
    for kernel in Kernel::ALL {
        if let Some(engine) = Engine::new(kernel, detect::features()) {
            selftest::run(&engine).unwrap();
            run += 1;
        }
    }
    assert!(run >= 2, "auto and scalar run everywhere");
}

#[test]
fn the_self_test_finds_a_planted_fault() {
    let error = selftest::run(&Engine::with_planted_fault()).unwrap_err();
    assert!(matches!(error, Error::Internal { .. }));
}

#[test]
fn a_wish_that_cannot_be_met_still_hashes_and_is_reported() {
    let (engine, verdict) = select(None);
    assert!(matches!(verdict, Err(Error::InvalidInput { .. })));
    selftest::run(&engine).unwrap();

    let lacking = Kernel::ALL.into_iter().find(|kernel| !kernel.is_available());
    if let Some(kernel) = lacking {
        let (engine, verdict) = select(Some(kernel));
        assert!(matches!(verdict, Err(Error::InvalidInput { .. })));
        selftest::run(&engine).unwrap();
    }
}

#[test]
fn kernel_names_are_read_back() {
    for kernel in Kernel::ALL {
        assert_eq!(Kernel::from_name(kernel.name()), Some(kernel));
    }
    assert_eq!(Kernel::from_name("AVX2"), None);
}
