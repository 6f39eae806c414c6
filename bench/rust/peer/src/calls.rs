#[derive(rust2go::R2G, Clone)]
pub struct Order {
    pub id: u64,
    pub user_id: u32,
    pub price: f64,
    pub quantity: i64,
    pub paid: bool,
    pub currency: u16,
    pub weight: f32,
    pub title: String,
    pub address: String,
    pub lines: Vec<String>,
}

#[rust2go::g2r]
pub trait Calls {
    #[cgo]
    fn add(a: u64, b: u64) -> u64;
    #[cgo]
    fn probe(data: Vec<u8>) -> u64;
    #[cgo]
    fn fill(count: u64, value: u8) -> Vec<u8>;
    #[cgo]
    fn take_order(order: Order) -> u64;
    #[cgo]
    fn renumber(order: Order) -> Order;
}
