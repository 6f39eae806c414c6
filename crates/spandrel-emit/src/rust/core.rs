//! What ties a bridge to a Go core that is linked into the same program.

use crate::Named;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use spandrel_abi::symbols;

/// A reference to the core's first function. Whatever links the bridge links the core with it; what does not link the
/// bridge, such as a test that does not use the crate, is left alone.
pub fn core_reference(plan: &Named) -> TokenStream {
    let (name, ready) = (symbols::core(&plan.bridge.package), format_ident!("{}", symbols::CORE_READY));
    quote! {
        const _: () = {
            unsafe extern "C" {
                fn #ready() -> u32;
            }

            #[unsafe(export_name = #name)]
            pub static CORE: unsafe extern "C" fn() -> u32 = #ready;
        };
    }
}
