"""What a city lacks (短板, S36): a register with days, kept also where a gap turns out not to be one."""
