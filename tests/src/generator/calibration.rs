//! How far what is said of pairs is from what is so.

/// Of equal width, over the probabilities.
const BINS: usize = 10;

/// The expected calibration error: the mean distance of what was said from what is so, over ten bins of equal width, each
/// by how many pairs it has; of the pairs that were compared and are at least so likely.
pub fn calibration_error(pairs: &[(f64, bool)], least: f64) -> f64 {
    let mut bins = [(0.0, 0.0); BINS];
    let mut all = 0.0_f64;
    for (said, is) in pairs.iter().filter(|(said, _)| *said >= least) {
        let bin = ((said * BINS as f64) as usize).min(BINS - 1);
        if let Some(bin) = bins.get_mut(bin) {
            bin.0 += said;
            bin.1 += f64::from(u8::from(*is));
        }
        all += 1.0;
    }
    bins.iter().map(|(said, is)| (said - is).abs()).sum::<f64>() / all.max(1.0)
}
