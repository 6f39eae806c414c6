//! What ties a bridge to a Go core that is linked into the same program.

use proc_macro2::TokenStream;
use quote::quote;
use spandrel_plan::{Plan, symbols};

/// A reference to the core's first function. Whatever links the bridge links the core with it; what does not link the
/// bridge, such as a test that does not use the crate, is left alone.
pub fn core_reference(plan: &Plan) -> TokenStream {
    let name = symbols::support(&plan.bridge.package, "core");
    quote! {
        const _: () = {
            unsafe extern "C" {
                fn spandrel2_core_ready() -> u32;
            }

            #[unsafe(export_name = #name)]
            pub static CORE: unsafe extern "C" fn() -> u32 = spandrel2_core_ready;
        };
    }
}
