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

#[test]
fn issue_kernel_auto_names_what_it_chose() {
    let names: Vec<&str> =
        Kernel::ALL[1..].iter().map(|kernel| kernel.name()).chain([engine::STREAM]).collect();
    for kernel in Kernel::ALL {
        let Some(engine) = Engine::new(kernel, detect::features()) else {
            continue;
        };
        let kernels = engine.kernels();
        for name in [kernels.single, kernels.tree, kernels.tree_small] {
            assert!(names.contains(&name), "{kernel}: {kernels:?}");
        }
        if kernel != Kernel::Auto {
            assert_eq!((kernels.choice, kernels.tree), (kernel, kernel.name()), "{kernels:?}");
        }
    }
    let chosen = select(Some(Kernel::Auto)).0.kernels();
    assert!(!chosen.to_string().contains("auto"), "{chosen}");
    let features = detect::features();
    assert_eq!(chosen.single == "shani", features.shani, "{chosen:?}");
    assert_eq!(chosen.tree == "avx512", features.avx512, "{chosen:?}");
}
