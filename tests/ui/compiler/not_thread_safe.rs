// Go calls from any thread: an object is `Send`, and `Sync` where callers stand side by side.

#[spandrel::bridge(package = "threads")]
mod ffi {
    extern "Rust" {
        type Local;
        #[constructor]
        fn open() -> Local;

        type Cached;
        fn look(self: &Cached) -> u64;
        fn change(self: &mut Cached);

        async fn later() -> u64;
    }
}

pub struct Local(std::rc::Rc<u64>);

impl Local {
    fn open() -> Local {
        Local(std::rc::Rc::new(1))
    }
}

pub struct Cached(std::cell::Cell<u64>);

impl Cached {
    fn look(&self) -> u64 {
        self.0.get()
    }

    fn change(&mut self) {}
}

async fn later() -> u64 {
    let kept = std::rc::Rc::new(1);
    std::future::ready(()).await;
    *kept
}

fn main() {}
