//! Rust calls Go: a function, an interface and a closure.

#[spandrel::bridge(package = "report")]
mod ffi {
    extern "Go" {
        /// Returns the price of a product.
        fn price(product: &str) -> Result<u64>;

        /// Where lines go.
        type Printer;
        fn print(self: &Printer, line: &str);
    }

    extern "Rust" {
        /// Prints the products that `wanted` accepts, and returns the sum of their prices.
        fn write(products: &[String], printer: &Printer, wanted: &dyn Fn(&str) -> bool) -> u64;
    }
}

fn write(products: &[String], printer: &ffi::Printer, wanted: &dyn Fn(&str) -> bool) -> u64 {
    let mut sum = 0;
    for product in products.iter().filter(|product| wanted(product)) {
        match ffi::price(product) {
            Ok(price) => {
                printer.print(&format!("{product}: {price}"));
                sum += price;
            }
            Err(error) => printer.print(&format!("{product}: {}", error.message())),
        }
    }
    sum
}
