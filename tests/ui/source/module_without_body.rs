#[spandrel::bridge(package = "ui")]
mod ffi;
