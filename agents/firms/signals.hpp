#pragma once

namespace skifte::agents {

/// Work that firms ask of heating installers, published by agents/firms.
struct FirmSignals {
  int premises_orders = 0;        ///< new heating systems of premises this month
  double premises_crew_days = 0;  ///< a crew's working days for them [d]
};

}  // namespace skifte::agents
